package dev.ostia.translator.cluster.feature;

import com.google.protobuf.Any;
import dev.ostia.translator.cluster.ClusterDraft;
import dev.ostia.translator.cluster.ClusterInput;
import dev.ostia.translator.resolve.EffectivePolicy;
import io.envoyproxy.envoy.config.core.v3.ProxyProtocolConfig;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.proxy_protocol.v3.ProxyProtocolUpstreamTransport;
import io.envoyproxy.envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicyProxyProtocolVERSION;

/** {@code proxyProtocol}: a header with the client's address opens every upstream connection. */
final class UpstreamProxyProtocol implements ClusterFeature {

  private static final TransportSocket PLAIN =
      TransportSocket.newBuilder()
          .setName("envoy.transport_sockets.raw_buffer")
          .setTypedConfig(Any.pack(RawBuffer.getDefaultInstance()))
          .build();

  @Override
  public void apply(ClusterInput input, EffectivePolicy policy, ClusterDraft draft) {
    if (policy.proxyProtocol() == null) {
      return;
    }
    boolean second = policy.proxyProtocol().getVersion() == TrafficPolicyProxyProtocolVERSION.V2;
    TransportSocket inner =
        draft.cluster().hasTransportSocket() ? draft.cluster().getTransportSocket() : PLAIN;
    ProxyProtocolUpstreamTransport.Builder wrapped =
        ProxyProtocolUpstreamTransport.newBuilder().setTransportSocket(inner);
    wrapped
        .getConfigBuilder()
        .setVersion(second ? ProxyProtocolConfig.Version.V2 : ProxyProtocolConfig.Version.V1);
    draft
        .cluster()
        .setTransportSocket(
            TransportSocket.newBuilder()
                .setName("envoy.transport_sockets.upstream_proxy_protocol")
                .setTypedConfig(Any.pack(wrapped.build())));
  }
}
