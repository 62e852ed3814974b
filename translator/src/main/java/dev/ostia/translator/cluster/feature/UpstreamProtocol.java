package dev.ostia.translator.cluster.feature;

import dev.ostia.translator.cluster.ClusterDraft;
import dev.ostia.translator.cluster.ClusterInput;
import dev.ostia.translator.resolve.EffectivePolicy;
import io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettingsHTTPSettings;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/2 for ports that say so and by {@code h2UpgradePolicy} of a rule or of the mesh; what the
 * client speaks by {@code useClientProtocol}; else HTTP/1.1, which Envoy speaks if nothing is said.
 */
public final class UpstreamProtocol implements ClusterFeature {

  @Override
  public void apply(ClusterInput input, EffectivePolicy policy, ClusterDraft draft) {
    ConnectionPoolSettingsHTTPSettings http =
        policy.connectionPool() == null ? null : policy.connectionPool().getHttp();
    if (http != null && Boolean.TRUE.equals(http.getUseClientProtocol())) {
      draft
          .http()
          .getUseDownstreamProtocolConfigBuilder()
          .setHttpProtocolOptions(Http1ProtocolOptions.getDefaultInstance())
          .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance());
    } else if (input.port().protocol().isHttp2() || isUpgraded(http, input)) {
      draft
          .http()
          .getExplicitHttpConfigBuilder()
          .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance());
    }
  }

  /** Whether a cluster is spoken to in HTTP/2 whatever the client speaks. */
  public static boolean isHttp2(ClusterInput input, EffectivePolicy policy) {
    ConnectionPoolSettingsHTTPSettings http =
        policy.connectionPool() == null ? null : policy.connectionPool().getHttp();
    boolean client = http != null && Boolean.TRUE.equals(http.getUseClientProtocol());
    return !client && (input.port().protocol().isHttp2() || isUpgraded(http, input));
  }

  /** What the rule says; where it leaves it open, what the mesh says of ports that speak HTTP. */
  private static boolean isUpgraded(
      @Nullable ConnectionPoolSettingsHTTPSettings http, ClusterInput input) {
    boolean byMesh = input.mesh().upstreamDefaults().http2() && input.port().protocol().isHttp();
    return switch (http == null ? null : http.getH2UpgradePolicy()) {
      case UPGRADE -> true;
      case DO_NOT_UPGRADE -> false;
      case null, default -> byMesh;
    };
  }
}
