package dev.ostia.cli.gateway;

import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.resolve.GatewayBindings;
import dev.ostia.translator.resolve.ListenerBinding;
import dev.ostia.translator.route.shard.WholeRoutes;
import dev.ostia.translator.simulate.EnvoyConfig;
import dev.ostia.translator.simulate.HttpConnection;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * From the port that clients connect to, as Gateways and the gateway's Service number it, to the
 * port that the proxy listens on.
 */
public final class ClientPorts {

  private final NavigableMap<Integer, Integer> listenerPorts;
  private final Map<Integer, Integer> serverPorts;
  private final List<ListenerBinding> listeners;

  private ClientPorts(
      NavigableMap<Integer, Integer> listenerPorts,
      Map<Integer, Integer> serverPorts,
      List<ListenerBinding> listeners) {
    this.listenerPorts = Collections.unmodifiableNavigableMap(listenerPorts);
    this.serverPorts = Map.copyOf(serverPorts);
    this.listeners = listeners;
  }

  /** The ports of these listeners. */
  static ClientPorts of(GatewayBindings bindings) {
    NavigableMap<Integer, Integer> ports = new TreeMap<>();
    for (ListenerBinding listener : bindings.listeners()) {
      listener.servers().forEach(server -> ports.putIfAbsent(server.number(), listener.port()));
    }
    return new ClientPorts(ports, Map.of(), bindings.listeners());
  }

  /**
   * Where only Envoy's configuration is known: every port is its own, and besides the number that
   * its servers have in Gateways, which the names of virtual hosts end with, stands for it.
   */
  static ClientPorts of(EnvoyConfig envoy) {
    NavigableMap<Integer, Integer> own = new TreeMap<>();
    Map<Integer, Integer> servers = new TreeMap<>();
    List<RouteConfiguration> routes = WholeRoutes.of(envoy.routes().values());
    for (Listener listener : envoy.listeners().values()) {
      int port = listener.getAddress().getSocketAddress().getPortValue();
      own.put(port, port);
      Set<String> names =
          listener.getFilterChainsList().stream()
              .flatMap(chain -> HttpConnection.of(chain).stream())
              .map(HttpConnection::routesName)
              .collect(Collectors.toSet());
      routes.stream()
          .filter(one -> names.contains(one.getName()))
          .flatMap(one -> one.getVirtualHostsList().stream())
          .flatMapToInt(host -> serverPort(host).stream())
          .forEach(server -> servers.putIfAbsent(server, port));
    }
    return new ClientPorts(own, servers, List.of());
  }

  private static OptionalInt serverPort(VirtualHost host) {
    String name = host.getName();
    try {
      return OptionalInt.of(Integer.parseInt(name.substring(name.lastIndexOf(':') + 1)));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  /** The port that the proxy listens on for this one; the same where none is known. */
  public int listenerPort(int clientPort) {
    return listenerPorts.getOrDefault(clientPort, serverPorts.getOrDefault(clientPort, clientPort));
  }

  /** The ports that clients may connect to, each with the one that the proxy listens on. */
  public NavigableMap<Integer, Integer> all() {
    return listenerPorts;
  }

  /** The servers behind a listener, such as {@code 0.0.0.0_8080}. */
  public List<BoundServer> servers(String listenerName) {
    List<BoundServer> servers = new ArrayList<>();
    for (ListenerBinding listener : listeners) {
      if (listener.listenerName().equals(listenerName)) {
        servers.addAll(listener.servers());
      }
    }
    return List.copyOf(servers);
  }
}
