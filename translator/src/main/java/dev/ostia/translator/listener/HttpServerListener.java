package dev.ostia.translator.listener;

import com.google.protobuf.Any;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.resolve.ListenerBinding;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.Optional;
import java.util.function.Consumer;

/** Plain HTTP: one filter chain for all servers of the port, with one route configuration. */
final class HttpServerListener implements ServerListener {

  @Override
  public Optional<Listener> listener(
      ListenerBinding binding, MeshConfig mesh, Consumer<Diagnostic> diagnostics) {
    boolean grpcWeb = binding.servers().getFirst().protocol().equals("GRPC-WEB");
    Filter manager =
        Filter.newBuilder()
            .setName("envoy.filters.network.http_connection_manager")
            .setTypedConfig(
                Any.pack(
                    HttpConnectionManagers.of(
                        "outbound_" + binding.listenerName() + ";",
                        binding.httpRouteName(),
                        grpcWeb,
                        mesh)))
            .build();
    FilterChain chain =
        FilterChain.newBuilder()
            .addFilters(manager)
            .setTransportSocketConnectTimeout(Listeners.TRANSPORT_SOCKET_CONNECT_TIMEOUT)
            .build();
    return Optional.of(Listeners.start(binding, mesh).addFilterChains(chain).build());
  }
}
