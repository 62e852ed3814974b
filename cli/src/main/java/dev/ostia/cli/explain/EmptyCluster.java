package dev.ostia.cli.explain;

import dev.ostia.cli.explain.Verdicts.Advice;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import io.fabric8.istio.api.api.networking.v1alpha3.Subset;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import java.util.List;
import java.util.Map;

/** Why a cluster has no endpoint that may get a request. */
final class EmptyCluster {

  private EmptyCluster() {}

  /**
   * The advice.
   *
   * @param from the object that the cluster was made from
   */
  static Advice advice(Way way, String cluster, String from) {
    long unhealthy =
        new Targets(way, new Provenance(way.model()))
            .all().stream()
                .filter(target -> target.cluster().equals(cluster))
                .mapToLong(target -> target.endpoints().size())
                .sum();
    if (unhealthy > 0) {
      return new Advice(
          from + " has " + Numbers.count(unhealthy, "endpoint") + ", none of them ready.",
          "See why its Pods are not ready.");
    }
    String subset = Targets.subset(cluster);
    if (!subset.isEmpty()) {
      return new Advice(
          "No endpoint of "
              + from
              + " carries the labels of subset "
              + subset
              + labels(way, cluster, subset)
              + ".",
          "Correct the subset's labels in the DestinationRule, or start Pods with them.");
    }
    return new Advice(
        from + " has no endpoint.",
        "Start its Pods, or correct the selector of the Service; a Service without a selector needs"
            + " an EndpointSlice.");
  }

  private static String labels(Way way, String cluster, String name) {
    for (ObjectKey key : way.model().translation().origins(ResourceType.CLUSTER, cluster)) {
      if (key.kind() == Kind.DESTINATION_RULE) {
        for (Subset subset : subsets(way.model().view().get(key).orElse(null))) {
          if (name.equals(subset.getName()) && subset.getLabels() != null) {
            return " (" + text(subset.getLabels()) + ")";
          }
        }
      }
    }
    return "";
  }

  private static List<Subset> subsets(@org.jspecify.annotations.Nullable ConfigObject<?> object) {
    return object != null
            && object.resource() instanceof DestinationRule rule
            && rule.getSpec() != null
            && rule.getSpec().getSubsets() != null
        ? rule.getSpec().getSubsets()
        : List.of();
  }

  private static String text(Map<String, String> labels) {
    return String.join(
        ", ", labels.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }
}
