package dev.ostia.translator.resolve;

import com.google.protobuf.Duration;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.TunnelingConfig;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicyTunnelSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a DestinationRule says of connections that are passed on whole. Envoy has it on the filter
 * that passes them on, not on the cluster.
 *
 * @param idleTimeout {@code connectionPool.tcp.idleTimeout}; empty for Envoy's hour
 * @param maxDuration {@code connectionPool.tcp.maxConnectionDuration}; empty for no limit
 * @param tunnel {@code tunnel}: each connection goes through a CONNECT or POST request to the
 *     endpoint; empty for none
 * @param statName what statistics of the connections are named after; empty for the cluster
 */
public record StreamLimits(
    Optional<Duration> idleTimeout,
    Optional<Duration> maxDuration,
    Optional<TunnelingConfig> tunnel,
    String statName) {

  /** Envoy's defaults. */
  public static final StreamLimits NONE =
      new StreamLimits(Optional.empty(), Optional.empty(), Optional.empty(), "");

  /** The same with this name for statistics. */
  StreamLimits named(String name) {
    return new StreamLimits(idleTimeout, maxDuration, tunnel, name);
  }

  /** Those of a traffic policy. */
  static StreamLimits of(EffectivePolicy policy) {
    var tcp = policy.connectionPool() == null ? null : policy.connectionPool().getTcp();
    if (tcp == null && policy.tunnel() == null) {
      return NONE;
    }
    return new StreamLimits(
        tcp == null ? Optional.empty() : ProtoDurations.of(tcp.getIdleTimeout()),
        tcp == null ? Optional.empty() : ProtoDurations.of(tcp.getMaxConnectionDuration()),
        tunnel(policy.tunnel()),
        "");
  }

  private static Optional<TunnelingConfig> tunnel(@Nullable TrafficPolicyTunnelSettings settings) {
    if (settings == null || settings.getTargetHost() == null || settings.getTargetPort() == null) {
      return Optional.empty();
    }
    String host = settings.getTargetHost();
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    return Optional.of(
        TunnelingConfig.newBuilder()
            .setHostname(bracketed + ":" + settings.getTargetPort())
            .setUsePost("POST".equals(settings.getProtocol()))
            .build());
  }
}
