package dev.ostia.translator.listener;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.resolve.ListenerBinding;
import dev.ostia.translator.telemetry.ProxyTelemetry;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilter;
import io.envoyproxy.envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol;
import io.envoyproxy.envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector;

/** What listeners of all families have in common. */
final class Listeners {

  /** How long a new connection may take for its handshake. */
  static final Duration TRANSPORT_SOCKET_CONNECT_TIMEOUT = Durations.fromSeconds(15);

  /** Reads the server name that a TLS client asks for, as filter chains are chosen by it. */
  static final ListenerFilter TLS_INSPECTOR =
      ListenerFilter.newBuilder()
          .setName("envoy.filters.listener.tls_inspector")
          .setTypedConfig(
              Any.pack(
                  TlsInspector.newBuilder().setInitialReadBufferSize(UInt32Value.of(512)).build()))
          .build();

  /** Comes before all other listener filters, since its header comes before all other bytes. */
  private static final ListenerFilter PROXY_PROTOCOL =
      ListenerFilter.newBuilder()
          .setName("envoy.filters.listener.proxy_protocol")
          .setTypedConfig(Any.pack(ProxyProtocol.getDefaultInstance()))
          .build();

  private Listeners() {}

  /** A listener without filter chains. */
  static Listener.Builder start(
      ListenerBinding binding, MeshConfig mesh, ProxyTelemetry telemetry) {
    Listener.Builder listener =
        Listener.newBuilder()
            .setName(binding.listenerName())
            .setAddress(
                Address.newBuilder()
                    .setSocketAddress(
                        SocketAddress.newBuilder()
                            .setAddress(binding.address())
                            .setPortValue(binding.port())))
            .setTrafficDirection(TrafficDirection.OUTBOUND)
            .setMaxConnectionsToAcceptPerSocketEvent(UInt32Value.of(1));
    telemetry.applyTo(listener);
    if (mesh.gatewayDefaults().proxyProtocol()) {
      listener.addListenerFilters(PROXY_PROTOCOL);
    }
    return listener;
  }
}
