package dev.ostia.translator.cluster.feature;

import com.google.protobuf.UInt32Value;
import dev.ostia.translator.cluster.ClusterDraft;
import dev.ostia.translator.cluster.ClusterInput;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers;

/** Limits on connections and requests; unlimited where nothing is said, unlike Envoy's own. */
final class CircuitBreaking implements ClusterFeature {

  private static final UInt32Value UNLIMITED = UInt32Value.of(-1);

  @Override
  public void apply(ClusterInput input, ClusterDraft draft) {
    CircuitBreakers.Thresholds.Builder limits =
        draft.cluster().getCircuitBreakersBuilder().addThresholdsBuilder();
    limits
        .setMaxConnections(UNLIMITED)
        .setMaxPendingRequests(UNLIMITED)
        .setMaxRequests(UNLIMITED)
        .setMaxRetries(UNLIMITED);
  }
}
