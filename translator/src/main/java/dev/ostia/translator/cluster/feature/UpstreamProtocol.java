package dev.ostia.translator.cluster.feature;

import dev.ostia.translator.cluster.ClusterDraft;
import dev.ostia.translator.cluster.ClusterInput;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;

/** HTTP/2 for ports that say so; HTTP/1.1 is what Envoy speaks if nothing is said. */
final class UpstreamProtocol implements ClusterFeature {

  @Override
  public void apply(ClusterInput input, ClusterDraft draft) {
    if (input.port().protocol().isHttp2()) {
      draft
          .http()
          .getExplicitHttpConfigBuilder()
          .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance());
    }
  }
}
