package dev.ostia.translator.route;

import com.google.protobuf.BoolValue;
import com.google.protobuf.UInt32Value;
import dev.ostia.translator.route.rule.RouteLimits;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.List;

/** What all route configurations of a gateway have in common. */
final class RouteConfigurations {

  private RouteConfigurations() {}

  /** A route configuration of these virtual hosts. */
  static RouteConfiguration of(String name, List<TracedVirtualHost> virtualHosts) {
    List<VirtualHost> plain = new ArrayList<>(virtualHosts.size());
    for (TracedVirtualHost traced : virtualHosts) {
      plain.add(traced.virtualHost());
    }
    return start(name).addAllVirtualHosts(plain).build();
  }

  /** A route configuration that answers every request with 404. */
  static RouteConfiguration blackHole(String name, int serverPort) {
    return start(name)
        .addVirtualHosts(
            VirtualHost.newBuilder().setName("blackhole:" + serverPort).addDomains("*"))
        .build();
  }

  private static RouteConfiguration.Builder start(String name) {
    return RouteConfiguration.newBuilder()
        .setName(name)
        .setIgnorePortInHostMatching(true)
        .setMaxDirectResponseBodySizeBytes(
            UInt32Value.of(RouteLimits.MAX_DIRECT_RESPONSE_BODY_BYTES))
        // A cluster that does not exist is a 503 of its route, not a refusal of all.
        .setValidateClusters(BoolValue.of(false));
  }
}
