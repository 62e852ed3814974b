package dev.ostia.translator.resolve;

import com.google.protobuf.Duration;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code connectionPool.tcp} of a DestinationRule says of connections that are passed on
 * whole. Envoy has it on the filter that passes them on, not on the cluster.
 *
 * @param idleTimeout {@code idleTimeout}; empty for Envoy's hour
 * @param maxDuration {@code maxConnectionDuration}; empty for no limit
 */
public record StreamLimits(Optional<Duration> idleTimeout, Optional<Duration> maxDuration) {

  /** Envoy's defaults. */
  public static final StreamLimits NONE = new StreamLimits(Optional.empty(), Optional.empty());

  /** Those of a connection pool. */
  static StreamLimits of(@Nullable ConnectionPoolSettings pool) {
    if (pool == null || pool.getTcp() == null) {
      return NONE;
    }
    return new StreamLimits(
        ProtoDurations.of(pool.getTcp().getIdleTimeout()),
        ProtoDurations.of(pool.getTcp().getMaxConnectionDuration()));
  }
}
