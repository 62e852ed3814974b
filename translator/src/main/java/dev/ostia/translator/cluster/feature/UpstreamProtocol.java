package dev.ostia.translator.cluster.feature;

import dev.ostia.translator.cluster.ClusterDraft;
import dev.ostia.translator.cluster.ClusterInput;
import dev.ostia.translator.resolve.EffectivePolicy;
import io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettingsHTTPSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettingsHTTPSettingsH2UpgradePolicy;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/2 for ports that say so and by {@code h2UpgradePolicy}; what the client speaks by {@code
 * useClientProtocol}; else HTTP/1.1, which Envoy speaks if nothing is said.
 */
final class UpstreamProtocol implements ClusterFeature {

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
    } else if (input.port().protocol().isHttp2() || isUpgraded(http)) {
      draft
          .http()
          .getExplicitHttpConfigBuilder()
          .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance());
    }
  }

  private static boolean isUpgraded(@Nullable ConnectionPoolSettingsHTTPSettings http) {
    return http != null
        && http.getH2UpgradePolicy() == ConnectionPoolSettingsHTTPSettingsH2UpgradePolicy.UPGRADE;
  }
}
