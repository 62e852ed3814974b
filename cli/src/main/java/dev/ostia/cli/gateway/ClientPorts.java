package dev.ostia.cli.gateway;

import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.resolve.GatewayBindings;
import dev.ostia.translator.resolve.ListenerBinding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * From the port that clients connect to, as Gateways and the gateway's Service number it, to the
 * port that the proxy listens on.
 */
public final class ClientPorts {

  private final NavigableMap<Integer, Integer> listenerPorts;
  private final List<ListenerBinding> listeners;

  private ClientPorts(
      NavigableMap<Integer, Integer> listenerPorts, List<ListenerBinding> listeners) {
    this.listenerPorts = listenerPorts;
    this.listeners = listeners;
  }

  /** The ports of these listeners. */
  static ClientPorts of(GatewayBindings bindings) {
    NavigableMap<Integer, Integer> ports = new TreeMap<>();
    for (ListenerBinding listener : bindings.listeners()) {
      listener.servers().forEach(server -> ports.putIfAbsent(server.number(), listener.port()));
    }
    return new ClientPorts(Collections.unmodifiableNavigableMap(ports), bindings.listeners());
  }

  /** Where nothing is known but what the proxy listens on: every port is its own. */
  static ClientPorts none() {
    return new ClientPorts(Collections.emptyNavigableMap(), List.of());
  }

  /** The port that the proxy listens on for this one; the same where none is known. */
  public int listenerPort(int clientPort) {
    return listenerPorts.getOrDefault(clientPort, clientPort);
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
