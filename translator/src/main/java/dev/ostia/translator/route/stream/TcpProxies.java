package dev.ostia.translator.route.stream;

import com.google.common.collect.ImmutableSet;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.resolve.ProtoDurations;
import dev.ostia.translator.resolve.ResolvedDestination;
import dev.ostia.translator.resolve.ResolvedDestination.Outcome;
import dev.ostia.translator.route.feature.DestinationClusters;
import dev.ostia.translator.route.rule.RuleScope;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.WeightedCluster;
import io.envoyproxy.envoy.type.v3.HashPolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.RouteDestination;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The destinations of a {@code tcp} or {@code tls} rule: one cluster, or several by weight. */
final class TcpProxies {

  private static final long MAX_TOTAL_WEIGHT = 0xFFFF_FFFFL;
  private static final String CONSEQUENCE = "connections are closed at once";

  private TcpProxies() {}

  /**
   * The proxy filter for these destinations; empty, with a word, if there is nowhere to go. A
   * destination that does not exist keeps its cluster name: Envoy closes its connections.
   *
   * @param clusters gets those that exist
   */
  static Optional<TcpProxy> of(
      @Nullable List<RouteDestination> route,
      RuleScope scope,
      ImmutableSet.Builder<String> clusters) {
    List<RouteDestination> destinations = route == null ? List.of() : route;
    if (destinations.isEmpty()) {
      scope.refuse(".route", "no destination", "Say where connections should go");
      return Optional.empty();
    }
    TcpProxy.Builder proxy = TcpProxy.newBuilder();
    if (destinations.size() == 1) {
      String cluster = cluster(destinations.getFirst(), 0, scope, clusters);
      proxy.setCluster(cluster).setStatPrefix(cluster);
    } else {
      var key = scope.object().key();
      proxy
          .setStatPrefix(key.name() + "." + key.namespace())
          .setWeightedClusters(weighted(destinations, scope, clusters));
    }
    if (scope.refused()) {
      return Optional.empty();
    }
    defaults(scope.mesh(), proxy);
    // As in Istio the first destination speaks for all.
    DestinationClusters.resolve(destinations.getFirst().getDestination(), scope)
        .ifPresent(
            first -> {
              limits(first, proxy);
              if (destinations.size() == 1) {
                name(first, proxy);
              }
            });
    return Optional.of(proxy.build());
  }

  /** The proxy filter for one cluster that exists. */
  static TcpProxy of(ResolvedDestination destination, MeshConfig mesh) {
    String cluster = destination.clusterName();
    TcpProxy.Builder proxy = TcpProxy.newBuilder().setCluster(cluster).setStatPrefix(cluster);
    defaults(mesh, proxy);
    limits(destination, proxy);
    name(destination, proxy);
    return proxy.build();
  }

  private static void defaults(MeshConfig mesh, TcpProxy.Builder proxy) {
    mesh.gatewayDefaults().idleTimeout().map(ProtoDurations::of).ifPresent(proxy::setIdleTimeout);
  }

  private static void name(ResolvedDestination destination, TcpProxy.Builder proxy) {
    if (!destination.streams().statName().isEmpty()) {
      proxy.setStatPrefix(destination.streams().statName());
    }
  }

  private static WeightedCluster weighted(
      List<RouteDestination> destinations, RuleScope scope, ImmutableSet.Builder<String> clusters) {
    WeightedCluster.Builder weighted = WeightedCluster.newBuilder();
    long total = 0;
    for (int i = 0; i < destinations.size(); i++) {
      Integer weight = destinations.get(i).getWeight();
      if (weight != null && weight > 0) {
        total += weight;
        weighted
            .addClustersBuilder()
            .setName(cluster(destinations.get(i), i, scope, clusters))
            .setWeight(weight);
      }
    }
    if (total == 0 || total > MAX_TOTAL_WEIGHT) {
      scope.refuse(
          ".route",
          "the weights of the destinations add up to " + total,
          "Give weights whose sum is above 0 and below 2^32");
    }
    return weighted.build();
  }

  private static String cluster(
      RouteDestination destination,
      int index,
      RuleScope scope,
      ImmutableSet.Builder<String> clusters) {
    DestinationClusters.resolve(destination.getDestination(), scope)
        .filter(resolved -> resolved.outcome() == Outcome.FOUND)
        .ifPresent(resolved -> clusters.add(resolved.clusterName()));
    return DestinationClusters.of(
        destination.getDestination(), ".route[" + index + "].destination", scope, CONSEQUENCE);
  }

  private static void limits(ResolvedDestination destination, TcpProxy.Builder proxy) {
    boolean bySource =
        destination.hashPolicies().stream()
            .anyMatch(policy -> policy.getConnectionProperties().getSourceIp());
    if (bySource) {
      proxy.addHashPolicy(
          HashPolicy.newBuilder().setSourceIp(HashPolicy.SourceIp.getDefaultInstance()));
    }
    destination.streams().idleTimeout().ifPresent(proxy::setIdleTimeout);
    destination.streams().maxDuration().ifPresent(proxy::setMaxDownstreamConnectionDuration);
    destination.streams().tunnel().ifPresent(proxy::setTunnelingConfig);
  }
}
