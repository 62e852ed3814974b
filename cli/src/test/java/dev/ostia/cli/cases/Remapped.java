package dev.ostia.cli.cases;

import com.google.protobuf.Message;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.simulate.EnvoyConfig;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.ScopedRouteConfiguration;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntFunction;

/**
 * A translation as it can run on any machine: listeners on free ports, endpoints on loopback. All
 * names get a prefix, so that an Envoy that has seen other cases has nothing of this one yet, and a
 * listener that is open proves that everything behind it has arrived.
 *
 * @param ports the real port of each listener port
 * @param listening the addresses that must accept connections
 */
record Remapped(
    Translation translation, Map<Integer, Integer> ports, List<SocketAddress> listening) {

  static Remapped of(Translation translation, String prefix, ToIntFunction<String> endpoints) {
    FixedPorts free = new FixedPorts();
    return of(translation, prefix, free::port, endpoints);
  }

  /**
   * The same with chosen ports.
   *
   * @param chosen the real port of a listener port
   */
  static Remapped of(
      Translation translation,
      String prefix,
      IntUnaryOperator chosen,
      ToIntFunction<String> endpoints) {
    EnvoyConfig config = EnvoyConfig.of(translation);
    Map<Integer, Integer> ports = new TreeMap<>();
    List<SocketAddress> listening = new ArrayList<>();
    SortedMap<String, Message> listeners = new TreeMap<>();
    for (Listener listener : config.listeners().values()) {
      SocketAddress socket = listener.getAddress().getSocketAddress();
      int port = ports.computeIfAbsent(socket.getPortValue(), chosen::applyAsInt);
      SocketAddress moved = socket.toBuilder().setPortValue(port).build();
      if (socket.getProtocol() == SocketAddress.Protocol.TCP) {
        listening.add(moved);
      }
      put(listeners, Renamer.listener(listener, moved, prefix), prefix + listener.getName());
    }
    SortedMap<String, Message> routes = new TreeMap<>();
    config.routes().forEach((n, r) -> put(routes, Renamer.routes(r, prefix), prefix + n));
    SortedMap<String, Message> scopes = new TreeMap<>();
    translation
        .resources(ResourceType.SCOPE)
        .forEach(
            (n, s) -> put(scopes, Renamer.scope((ScopedRouteConfiguration) s, prefix), prefix + n));
    SortedMap<String, Message> clusters = new TreeMap<>();
    config
        .clusters()
        .forEach((n, c) -> put(clusters, Renamer.cluster(c, prefix, endpoints), prefix + n));
    SortedMap<String, Message> assignments = new TreeMap<>();
    config
        .assignments()
        .forEach((n, a) -> put(assignments, Renamer.assignment(a, prefix, endpoints), prefix + n));
    SortedMap<String, Message> secrets = new TreeMap<>();
    translation
        .resources(ResourceType.SECRET)
        .forEach((n, s) -> put(secrets, SecretRenamer.secret((Secret) s, prefix), prefix + n));
    Map<ResourceType, SortedMap<String, Message>> all = new EnumMap<>(ResourceType.class);
    all.put(ResourceType.LISTENER, listeners);
    all.put(ResourceType.SCOPE, scopes);
    all.put(ResourceType.ROUTE, routes);
    all.put(ResourceType.CLUSTER, clusters);
    all.put(ResourceType.ENDPOINT, assignments);
    all.put(ResourceType.SECRET, secrets);
    return new Remapped(new Translation(all, Map.of(), List.of()), ports, listening);
  }

  private static void put(SortedMap<String, Message> map, Message message, String name) {
    map.put(name, message);
  }

  /** The real port of a listener port; of one that has no listener a port where nobody listens. */
  int port(int listenerPort) {
    return ports.containsKey(listenerPort) ? ports.get(listenerPort) : freePort();
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
