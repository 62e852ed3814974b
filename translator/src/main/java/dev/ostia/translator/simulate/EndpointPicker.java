package dev.ostia.translator.simulate;

import dev.ostia.translator.simulate.Outcome.Upstream;
import dev.ostia.translator.simulate.Step.Stage;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The endpoints of a cluster that a request may go to: the healthy ones of the first priority that
 * has any; all of it where Envoy would panic.
 */
final class EndpointPicker {

  private static final double DEFAULT_PANIC_PERCENT = 50;

  private record Known(Upstream endpoint, boolean healthy) {}

  private final EnvoyConfig config;

  EndpointPicker(EnvoyConfig config) {
    this.config = config;
  }

  List<Upstream> candidates(Cluster cluster, Trace trace) {
    Map<Integer, List<Known>> priorities = new TreeMap<>();
    for (LocalityLbEndpoints locality : assignment(cluster).getEndpointsList()) {
      List<Known> known =
          priorities.computeIfAbsent(locality.getPriority(), p -> new ArrayList<>());
      for (LbEndpoint endpoint : locality.getLbEndpointsList()) {
        known.add(new Known(upstream(endpoint), healthy(endpoint)));
      }
    }
    double panicBelow =
        cluster.getCommonLbConfig().hasHealthyPanicThreshold()
            ? cluster.getCommonLbConfig().getHealthyPanicThreshold().getValue()
            : DEFAULT_PANIC_PERCENT;
    List<Upstream> chosen = List.of();
    for (List<Known> known : priorities.values()) {
      List<Upstream> healthy = known.stream().filter(Known::healthy).map(Known::endpoint).toList();
      boolean panic = !known.isEmpty() && healthy.size() * 100.0 / known.size() < panicBelow;
      if (chosen.isEmpty() && (panic || !healthy.isEmpty())) {
        chosen = panic ? known.stream().map(Known::endpoint).toList() : healthy;
      }
    }
    report(priorities, chosen, trace);
    return chosen;
  }

  private static void report(
      Map<Integer, List<Known>> priorities, List<Upstream> chosen, Trace trace) {
    priorities.forEach(
        (priority, all) ->
            all.forEach(
                known -> {
                  String name = known.endpoint.toString();
                  if (chosen.contains(known.endpoint)) {
                    trace.took(Stage.ENDPOINT, name, "it is a candidate");
                  } else if (known.healthy) {
                    trace.passedOver(Stage.ENDPOINT, name, "its priority is " + priority);
                  } else {
                    trace.passedOver(Stage.ENDPOINT, name, "it is not healthy");
                  }
                }));
  }

  private ClusterLoadAssignment assignment(Cluster cluster) {
    if (cluster.getType() != Cluster.DiscoveryType.EDS) {
      return cluster.getLoadAssignment();
    }
    String service = cluster.getEdsClusterConfig().getServiceName();
    return config
        .assignments()
        .getOrDefault(
            service.isEmpty() ? cluster.getName() : service,
            ClusterLoadAssignment.getDefaultInstance());
  }

  private static boolean healthy(LbEndpoint endpoint) {
    return endpoint.getHealthStatus() == HealthStatus.UNKNOWN
        || endpoint.getHealthStatus() == HealthStatus.HEALTHY
        || endpoint.getHealthStatus() == HealthStatus.DEGRADED;
  }

  private static Upstream upstream(LbEndpoint endpoint) {
    SocketAddress socket = endpoint.getEndpoint().getAddress().getSocketAddress();
    int weight =
        endpoint.hasLoadBalancingWeight() ? endpoint.getLoadBalancingWeight().getValue() : 1;
    return new Upstream(socket.getAddress(), socket.getPortValue(), weight);
  }
}
