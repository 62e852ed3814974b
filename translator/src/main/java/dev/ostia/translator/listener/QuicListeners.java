package dev.ostia.translator.listener;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import dev.ostia.translator.listener.tls.DownstreamTls;
import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.resolve.ListenerBinding;
import dev.ostia.translator.resolve.QuicPorts;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.Http3ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.core.v3.UdpSocketConfig;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.listener.v3.QuicProtocolOptions;
import io.envoyproxy.envoy.config.listener.v3.UdpListenerConfig;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.CodecType;
import java.util.Optional;

/**
 * The listener for HTTP/3 beside one for HTTPS: the same servers with the same certificates and
 * route configurations, over UDP. Connections are told apart by the server name in the handshake
 * without a listener filter.
 */
final class QuicListeners {

  private static final String HTTP = "envoy.filters.network.http_connection_manager";

  private QuicListeners() {}

  /** The listener; empty if none of the servers is reached over HTTP/3. */
  static Optional<Listener> of(ListenerDraft draft) {
    ListenerBinding binding = draft.binding();
    QuicPorts ports = binding.quic();
    if (ports == null) {
      return Optional.empty();
    }
    Listener.Builder listener = start(binding, ports);
    for (BoundServer server : binding.quicServers()) {
      // What is wrong with the settings has been said for the listener for HTTPS.
      DownstreamTls.of(server, draft.mesh().gatewayDefaults().tls(), ignored -> {})
          .ifPresent(tls -> listener.addFilterChains(chain(draft, server, tls)));
    }
    if (listener.getFilterChainsCount() == 0) {
      return Optional.empty();
    }
    draft.telemetry().applyTo(listener);
    return Optional.of(listener.build());
  }

  private static Listener.Builder start(ListenerBinding binding, QuicPorts ports) {
    return Listener.newBuilder()
        .setName("udp_" + binding.address() + "_" + ports.port())
        .setAddress(
            Address.newBuilder()
                .setSocketAddress(
                    SocketAddress.newBuilder()
                        .setProtocol(SocketAddress.Protocol.UDP)
                        .setAddress(binding.address())
                        .setPortValue(ports.port())))
        .setTrafficDirection(TrafficDirection.OUTBOUND)
        .setUdpListenerConfig(
            UdpListenerConfig.newBuilder()
                .setQuicOptions(QuicProtocolOptions.getDefaultInstance())
                .setDownstreamSocketConfig(
                    UdpSocketConfig.newBuilder().setPreferGro(BoolValue.of(true))));
  }

  private static FilterChain chain(ListenerDraft draft, BoundServer server, DownstreamTls tls) {
    String prefix =
        server.name().isEmpty()
            ? "outbound_" + draft.binding().listenerName() + ";"
            : server.name();
    HttpConnectionManager manager =
        HttpConnectionManagers.of(
                prefix,
                draft.binding().routeName(server),
                draft.sharded(draft.binding().routeName(server)),
                false,
                draft.mesh(),
                draft.telemetry())
            .toBuilder()
            .setCodecType(CodecType.HTTP3)
            .setHttp3ProtocolOptions(Http3ProtocolOptions.getDefaultInstance())
            .build();
    FilterChain.Builder chain = FilterChain.newBuilder().setTransportSocket(tls.quicSocket());
    if (!server.serverNames().isEmpty()) {
      chain.getFilterChainMatchBuilder().addAllServerNames(server.serverNames());
    }
    return chain
        .addFilters(Filter.newBuilder().setName(HTTP).setTypedConfig(Any.pack(manager)))
        .build();
  }
}
