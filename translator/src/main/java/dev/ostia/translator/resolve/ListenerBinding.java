package dev.ostia.translator.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The servers that share one listening socket of the proxy.
 *
 * @param port that the proxy listens on, which may differ from the servers' own port number
 * @param bind the address as the first server gives it; empty for all IPv4 addresses
 * @param servers of one family; the first one counts where they differ
 * @param quic where those of them that can be are reached over HTTP/3; null for nowhere
 */
public record ListenerBinding(
    int port, String bind, List<BoundServer> servers, @Nullable QuicPorts quic) {

  /** One that is not reached over HTTP/3. */
  public ListenerBinding(int port, String bind, List<BoundServer> servers) {
    this(port, bind, servers, null);
  }

  private static final String ALL_ADDRESSES = "0.0.0.0";

  /** The address to listen on. */
  public String address() {
    return bind.isEmpty() ? ALL_ADDRESSES : bind;
  }

  /** Envoy's listener name, such as {@code 0.0.0.0_8080}. */
  public String listenerName() {
    return address() + "_" + port;
  }

  /** The route configuration of plain HTTP servers, such as {@code http.8080}. */
  public String httpRouteName() {
    return "http." + port + (bind.isEmpty() ? "" : "." + bind);
  }

  /**
   * The route configuration of an HTTP or HTTPS server: plain ones share that of the port, each
   * HTTPS server has its own, such as {@code https.443.port-name.gateway.namespace}.
   */
  public String routeName(BoundServer server) {
    if (server.kind() == ServerKind.HTTP) {
      return httpRouteName();
    }
    return "https.%d.%s.%s.%s%s"
        .formatted(
            server.number(),
            server.portName(),
            server.gateway().key().name(),
            server.gateway().key().namespace(),
            bind.isEmpty() ? "" : "." + bind);
  }

  /** The names of the route configurations that these servers need, each with its servers. */
  public Map<String, List<BoundServer>> routeConfigurations() {
    Map<String, List<BoundServer>> byName = new TreeMap<>();
    for (BoundServer server : servers) {
      if (server.kind() == ServerKind.HTTP || server.kind() == ServerKind.HTTPS) {
        byName.computeIfAbsent(routeName(server), n -> new ArrayList<>()).add(server);
      }
    }
    return byName;
  }

  /** The servers that are reached over HTTP/3 as well. */
  public List<BoundServer> quicServers() {
    return quic == null ? List.of() : servers.stream().filter(BoundServer::speaksHttp3).toList();
  }

  /**
   * The port on which clients of a route configuration may try HTTP/3, if any of its servers has
   * it.
   */
  public OptionalInt advertisedQuicPort(String routeName) {
    return quic != null && quicServers().stream().anyMatch(s -> routeName(s).equals(routeName))
        ? OptionalInt.of(quic.advertised())
        : OptionalInt.empty();
  }

  /** How these servers handle connections. */
  public ServerFamily family() {
    return servers.getFirst().family();
  }
}
