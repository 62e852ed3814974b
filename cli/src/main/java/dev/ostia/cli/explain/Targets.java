package dev.ostia.cli.explain;

import dev.ostia.cli.explain.Explanation.Endpoint;
import dev.ostia.cli.explain.Explanation.Target;
import dev.ostia.translator.resolve.ClusterName;
import dev.ostia.translator.simulate.Step;
import dev.ostia.translator.simulate.Step.Stage;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import java.util.ArrayList;
import java.util.List;

/** The clusters that a request may go to, with their endpoints. */
final class Targets {

  private static final double ALL = 100;

  private final Way way;
  private final Provenance provenance;

  Targets(Way way, Provenance provenance) {
    this.way = way;
    this.provenance = provenance;
  }

  /** In the order of the route. */
  List<Target> all() {
    List<Target> targets = new ArrayList<>();
    List<Step> steps = way.simulation().steps();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).stage() == Stage.CLUSTER) {
        int number = targets.size();
        targets.add(target(steps.get(i), endpointsAfter(steps, i), number));
      }
    }
    return List.copyOf(targets);
  }

  private Target target(Step step, List<Endpoint> endpoints, int number) {
    String cluster = step.subject();
    return new Target(
        cluster,
        percent(number),
        step.taken(),
        provenance.ofCluster(cluster, subset(cluster)),
        endpoints);
  }

  private double percent(int number) {
    List<ClusterWeight> weights =
        way.route().stream()
            .flatMap(route -> route.getRoute().getWeightedClusters().getClustersList().stream())
            .filter(weight -> weight.getWeight().getValue() > 0)
            .toList();
    long total = weights.stream().mapToLong(weight -> weight.getWeight().getValue()).sum();
    return number < weights.size() && total > 0
        ? ALL * weights.get(number).getWeight().getValue() / total
        : ALL;
  }

  private static List<Endpoint> endpointsAfter(List<Step> steps, int cluster) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = cluster + 1; i < steps.size() && steps.get(i).stage() == Stage.ENDPOINT; i++) {
      Step step = steps.get(i);
      endpoints.add(
          new Endpoint(
              step.subject(),
              step.taken(),
              step.taken() ? "ready" : step.reason().replace("it is not healthy", "not ready")));
    }
    return List.copyOf(endpoints);
  }

  /** The subset in a cluster's name; empty for none, and for names that are not Istio's. */
  static String subset(String cluster) {
    try {
      return ClusterName.parse(cluster).subset();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
