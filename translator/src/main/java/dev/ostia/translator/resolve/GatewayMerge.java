package dev.ostia.translator.resolve;

import static com.google.common.base.Strings.nullToEmpty;

import com.google.common.net.InetAddresses;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Proxy;
import io.fabric8.istio.api.api.networking.v1alpha3.Server;
import io.fabric8.istio.api.networking.v1.Gateway;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides which Gateways a proxy gets and which of their servers share a listener. Gateways of all
 * namespaces count; where two disagree the older one wins.
 */
final class GatewayMerge {

  private record Socket(int port, String address) implements Comparable<Socket> {
    @Override
    public int compareTo(Socket other) {
      int byPort = Integer.compare(port, other.port);
      return byPort != 0 ? byPort : address.compareTo(other.address);
    }
  }

  private final Proxy proxy;
  private final ServerPorts ports;
  private final ServerReader reader;
  private final Map<Socket, ListenerBinding> listeners = new TreeMap<>();
  private final Map<Socket, List<BoundServer>> members = new HashMap<>();
  private final Map<Socket, Map<String, BoundServer>> takenNames = new HashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private GatewayMerge(ConfigView view, Proxy proxy) {
    this.proxy = proxy;
    this.ports = new ServerPorts(view, proxy);
    this.reader = new ServerReader(diagnostics::add);
  }

  /** The listeners that this view's Gateways give the proxy. */
  static GatewayBindings of(ConfigView view, Proxy proxy) {
    GatewayMerge merge = new GatewayMerge(view, proxy);
    view.gateways().stream().filter(merge::applies).sorted(ConfigObject.BY_AGE).forEach(merge::add);
    return new GatewayBindings(merge.complete(), List.copyOf(merge.diagnostics));
  }

  private boolean applies(ConfigObject<Gateway> gateway) {
    if (gateway.resource().getSpec() == null) {
      return false;
    }
    Map<String, String> selector = gateway.resource().getSpec().getSelector();
    return selector == null || proxy.matches(selector);
  }

  private void add(ConfigObject<Gateway> gateway) {
    List<Server> servers = gateway.resource().getSpec().getServers();
    for (int i = 0; servers != null && i < servers.size(); i++) {
      String bind = nullToEmpty(servers.get(i).getBind());
      reader.read(gateway, i, servers.get(i)).ifPresent(server -> place(server, bind));
    }
  }

  private void place(BoundServer server, String bind) {
    if (!bind.isEmpty() && !InetAddresses.isInetAddress(bind)) {
      diagnostics.add(
          Diagnostic.of(
              DiagnosticCode.NOT_HONOURED,
              server.gateway(),
              server.path(".bind"),
              "only an IP address can be bound, so the server is left out",
              "Leave bind away to listen on all addresses"));
      return;
    }
    OptionalInt target = ports.targetOf(server.number());
    if (target.isEmpty() && ports.hasServices()) {
      diagnostics.add(portNotOnService(server));
    }
    ListenerBinding wanted =
        new ListenerBinding(
            target.orElse(server.number()), bind, List.of(server), quic(server, target));
    Socket socket = new Socket(wanted.port(), wanted.address());
    ListenerBinding present = listeners.get(socket);
    Optional<Diagnostic> conflict = present == null ? Optional.empty() : portTaken(present, server);
    if (conflict.isEmpty() && server.family() == ServerFamily.TLS) {
      conflict = nameTaken(takenNames.computeIfAbsent(socket, s -> new HashMap<>()), wanted);
    }
    if (conflict.isPresent()) {
      diagnostics.add(conflict.get());
    } else {
      listeners.merge(socket, wanted, GatewayMerge::together);
      members.computeIfAbsent(socket, s -> new ArrayList<>()).add(server);
    }
  }

  /** The listener of the first server, which all are to come to, with what this one adds. */
  private static ListenerBinding together(ListenerBinding present, ListenerBinding added) {
    return present.quic() == null && added.quic() != null
        ? new ListenerBinding(present.port(), present.bind(), present.servers(), added.quic())
        : present;
  }

  /** The listeners with all of their servers. */
  private List<ListenerBinding> complete() {
    List<ListenerBinding> all = new ArrayList<>(listeners.size());
    listeners.forEach(
        (socket, listener) ->
            all.add(
                new ListenerBinding(
                    listener.port(),
                    listener.bind(),
                    List.copyOf(members.getOrDefault(socket, List.of())),
                    listener.quic())));
    return List.copyOf(all);
  }

  /** As in Istio only a UDP port of the gateway's Service leads to HTTP/3, where it has one. */
  private @Nullable QuicPorts quic(BoundServer server, OptionalInt tcpTarget) {
    if (!proxy.layout().http3() || !server.speaksHttp3()) {
      return null;
    }
    OptionalInt target = ports.udpTargetOf(server.number());
    if (target.isPresent()) {
      return new QuicPorts(target.getAsInt(), server.number());
    }
    if (ports.hasServices()) {
      diagnostics.add(noUdpPort(server));
      return null;
    }
    int port = tcpTarget.orElse(server.number());
    return new QuicPorts(port, port);
  }

  private Diagnostic noUdpPort(BoundServer server) {
    return Diagnostic.of(
        DiagnosticCode.GATEWAY_PORT_NOT_ON_SERVICE,
        server.gateway(),
        server.path(".port.number"),
        "UDP port %d is not a port of the gateway's Service %s, so the server is not reached over HTTP/3"
            .formatted(server.number(), String.join(", ", ports.serviceNames())),
        "Add the UDP port to the Service, or leave --http3 out");
  }

  /** Only servers of one family share a port, and of plain streams there can be one. */
  private static Optional<Diagnostic> portTaken(ListenerBinding present, BoundServer server) {
    if (present.family() == server.family() && present.family() != ServerFamily.TCP) {
      return Optional.empty();
    }
    BoundServer winner = present.servers().getFirst();
    return Optional.of(
        Diagnostic.of(
            DiagnosticCode.CONFLICTING_GATEWAYS,
            server.gateway(),
            server.path(""),
            "port %d of %s is taken by %s server of %s (%s), %s; this %s server is dropped"
                .formatted(
                    present.port(),
                    present.address(),
                    winner.protocol(),
                    winner.gateway().key(),
                    winner.path(""),
                    whyFirst(winner, server),
                    server.protocol()),
            "Give it another port or bind address, or remove one of the two"));
  }

  /**
   * A server name can lead to one server only. As in Istio a server that repeats one is dropped
   * with all of its hosts. Names are compared as Envoy sees them, without the namespace.
   */
  private static Optional<Diagnostic> nameTaken(
      Map<String, BoundServer> taken, ListenerBinding wanted) {
    BoundServer server = wanted.servers().getFirst();
    for (ServerHost host : server.hosts()) {
      BoundServer winner = taken.get(host.host());
      if (winner != null) {
        return Optional.of(
            Diagnostic.of(
                DiagnosticCode.CONFLICTING_GATEWAYS,
                server.gateway(),
                server.path(".hosts"),
                "host %s on port %d of %s is taken by %s (%s), %s; this server is dropped"
                    .formatted(
                        host.host(),
                        wanted.port(),
                        wanted.address(),
                        winner.gateway().key(),
                        winner.path(""),
                        whyFirst(winner, server)),
                "Serve the host in one of the two only, or give one another port"));
      }
    }
    server.hosts().forEach(host -> taken.put(host.host(), server));
    return Optional.empty();
  }

  private static String whyFirst(BoundServer winner, BoundServer loser) {
    if (winner.gateway().equals(loser.gateway())) {
      return "which comes first";
    }
    return winner.gateway().created().equals(loser.gateway().created())
        ? "which comes first by name"
        : "which is older";
  }

  private Diagnostic portNotOnService(BoundServer server) {
    return Diagnostic.of(
        DiagnosticCode.GATEWAY_PORT_NOT_ON_SERVICE,
        server.gateway(),
        server.path(".port.number"),
        "port %d is not a port of the gateway's Service %s, so no traffic comes through it"
            .formatted(server.number(), String.join(", ", ports.serviceNames())),
        "Add the port to the Service, or use one that it has");
  }
}
