package dev.ostia.translator.simulate;

import dev.ostia.translator.simulate.Step.Stage;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.Optional;
import java.util.Set;

/** Which listener a connection reaches, as the kernel chooses between listening sockets. */
final class ListenerMatcher {

  private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::");

  private final EnvoyConfig config;
  private final HttpConnections connections;

  ListenerMatcher(EnvoyConfig config, HttpConnections connections) {
    this.config = config;
    this.connections = connections;
  }

  /** The listener of the address itself, else the one of all addresses. */
  Optional<Listener> select(Request request, Trace trace) {
    Optional<Listener> wildcard = Optional.empty();
    Optional<Listener> exact = Optional.empty();
    for (Listener listener : config.listeners().values()) {
      SocketAddress socket = listener.getAddress().getSocketAddress();
      if (socket.getProtocol() == SocketAddress.Protocol.UDP) {
        trace.passedOver(Stage.LISTENER, listener.getName(), "listens for HTTP/3, over UDP");
      } else if (socket.getPortValue() != request.port()) {
        trace.passedOver(
            Stage.LISTENER, listener.getName(), "listens on port " + socket.getPortValue());
      } else if (!routesArrived(listener)) {
        trace.passedOver(Stage.LISTENER, listener.getName(), "still waits for its routes");
      } else if (socket.getAddress().equals(request.address())) {
        exact = Optional.of(listener);
      } else if (ANY_ADDRESS.contains(socket.getAddress())) {
        wildcard = Optional.of(listener);
      } else {
        trace.passedOver(
            Stage.LISTENER, listener.getName(), "listens on address " + socket.getAddress());
      }
    }
    Optional<Listener> chosen = exact.isPresent() ? exact : wildcard;
    if (exact.isPresent() && wildcard.isPresent()) {
      trace.passedOver(
          Stage.LISTENER, wildcard.get().getName(), "another listens on the very address");
    }
    chosen.ifPresent(
        l -> trace.took(Stage.LISTENER, l.getName(), "listens on port " + request.port()));
    return chosen;
  }

  /** A listener opens its port when every route configuration that it names has arrived. */
  private boolean routesArrived(Listener listener) {
    return listener.getFilterChainsList().stream()
        .map(connections::of)
        .flatMap(Optional::stream)
        .allMatch(http -> http.routes(config, "").isPresent());
  }
}
