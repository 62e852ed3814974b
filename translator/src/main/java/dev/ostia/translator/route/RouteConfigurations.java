package dev.ostia.translator.route;

import com.google.protobuf.BoolValue;
import com.google.protobuf.UInt32Value;
import dev.ostia.translator.route.rule.RouteLimits;
import dev.ostia.translator.route.shard.ShardFunction;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What all route configurations of a gateway have in common. */
final class RouteConfigurations {

  private RouteConfigurations() {}

  /** For how many seconds a client may remember that there is HTTP/3; as Istio says it. */
  private static final int ALT_SVC_SECONDS = 86_400;

  /**
   * A route configuration of these virtual hosts.
   *
   * @param http3Port the port that answers lead clients to for HTTP/3
   */
  static RouteConfiguration of(
      String name, List<TracedVirtualHost> virtualHosts, OptionalInt http3Port) {
    List<VirtualHost> plain = new ArrayList<>(virtualHosts.size());
    for (TracedVirtualHost traced : virtualHosts) {
      plain.add(traced.virtualHost());
    }
    RouteConfiguration.Builder configuration = start(name).addAllVirtualHosts(plain);
    http3Port.ifPresent(port -> configuration.addResponseHeadersToAdd(altSvc(port)));
    return configuration.build();
  }

  private static HeaderValueOption altSvc(int port) {
    return HeaderValueOption.newBuilder()
        .setHeader(
            HeaderValue.newBuilder()
                .setKey("alt-svc")
                .setValue("h3=\":" + port + "\"; ma=" + ALT_SVC_SECONDS))
        .build();
  }

  /** One of the route configurations of a port: its backends do not see how it was chosen. */
  static RouteConfiguration shard(
      String name, List<VirtualHost> virtualHosts, OptionalInt http3Port) {
    RouteConfiguration.Builder configuration =
        start(name)
            .addAllVirtualHosts(virtualHosts)
            .addRequestHeadersToRemove(ShardFunction.HEADER);
    http3Port.ifPresent(port -> configuration.addResponseHeadersToAdd(altSvc(port)));
    return configuration.build();
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
