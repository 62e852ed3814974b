package dev.ostia.controlplane.cases;

import dev.ostia.translator.simulate.EnvoyConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether every name that a resource refers to exists, and whether anything refers to it. */
final class ClosureCheck {

  private final EnvoyConfig config;
  private final List<String> faults = new ArrayList<>();

  private ClosureCheck(EnvoyConfig config) {
    this.config = config;
  }

  /**
   * What is wrong.
   *
   * @param missingClusters whether routes may name clusters that do not exist, as a route to a
   *     destination that does not exist does
   */
  static List<String> faults(EnvoyConfig config, boolean missingClusters) {
    ClosureCheck check = new ClosureCheck(config);
    check.routes();
    check.clusters(missingClusters);
    check.assignments();
    return check.faults;
  }

  private void routes() {
    Set<String> named = new TreeSet<>();
    config
        .listeners()
        .values()
        .forEach(l -> l.getFilterChainsList().forEach(c -> named.addAll(RdsNames.of(c))));
    differ("route configuration", named, config.routes().keySet());
  }

  private void clusters(boolean missingAllowed) {
    Set<String> named = new TreeSet<>();
    for (RouteConfiguration routes : config.routes().values()) {
      for (VirtualHost host : routes.getVirtualHostsList()) {
        host.getRoutesList().forEach(route -> named.addAll(clusters(route)));
      }
    }
    config
        .listeners()
        .values()
        .forEach(
            listener ->
                listener
                    .getFilterChainsList()
                    .forEach(
                        chain -> {
                          named.addAll(StreamClusters.of(chain));
                          named.addAll(TelemetryClusters.of(chain));
                        }));
    if (missingAllowed) {
      named.retainAll(config.clusters().keySet());
    }
    differ("cluster", named, config.clusters().keySet());
  }

  private void assignments() {
    Set<String> named = new TreeSet<>();
    for (Cluster cluster : config.clusters().values()) {
      if (cluster.getType() == Cluster.DiscoveryType.EDS) {
        String service = cluster.getEdsClusterConfig().getServiceName();
        named.add(service.isEmpty() ? cluster.getName() : service);
      }
    }
    differ("load assignment", named, config.assignments().keySet());
  }

  private void differ(String what, Set<String> named, Set<String> existing) {
    for (String name : named) {
      if (!existing.contains(name)) {
        faults.add(what + " " + name + " is referred to and does not exist");
      }
    }
    for (String name : existing) {
      if (!named.contains(name)) {
        faults.add("nothing refers to " + what + " " + name);
      }
    }
  }

  private static Set<String> clusters(Route route) {
    Set<String> names = new TreeSet<>();
    RouteAction action = route.getRoute();
    if (action.hasCluster()) {
      names.add(action.getCluster());
    }
    action.getWeightedClusters().getClustersList().stream()
        .map(ClusterWeight::getName)
        .forEach(names::add);
    action.getRequestMirrorPoliciesList().forEach(mirror -> names.add(mirror.getCluster()));
    return names;
  }
}
