package dev.ostia.translator.resolve;

import com.google.common.net.InetAddresses;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Proxy;
import io.fabric8.istio.api.api.networking.v1alpha3.Server;
import io.fabric8.istio.api.networking.v1.Gateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
  private final Map<Socket, ListenerBinding> listeners = new TreeMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private GatewayMerge(ConfigView view, Proxy proxy) {
    this.proxy = proxy;
    this.ports = new ServerPorts(view, proxy);
  }

  /** The listeners that this view's Gateways give the proxy. */
  static GatewayBindings of(ConfigView view, Proxy proxy) {
    GatewayMerge merge = new GatewayMerge(view, proxy);
    view.gateways().stream().filter(merge::applies).sorted(ConfigObject.BY_AGE).forEach(merge::add);
    return new GatewayBindings(
        List.copyOf(merge.listeners.values()), List.copyOf(merge.diagnostics));
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
      BoundServer server = read(gateway, i, servers.get(i));
      if (server != null) {
        place(server, servers.get(i).getBind() == null ? "" : servers.get(i).getBind());
      }
    }
  }

  private @Nullable BoundServer read(ConfigObject<Gateway> gateway, int index, Server server) {
    if (server.getPort() == null || server.getPort().getNumber() == null) {
      return null; // validation says so already
    }
    String protocol =
        server.getPort().getProtocol() == null
            ? ""
            : server.getPort().getProtocol().toUpperCase(Locale.ROOT);
    Optional<ServerFamily> family = ServerFamily.of(protocol);
    if (family.isEmpty()) {
      diagnostics.add(
          Diagnostic.of(
              DiagnosticCode.NOT_HONOURED,
              gateway,
              "spec.servers[" + index + "].port.protocol",
              "there is no gateway protocol " + protocol + ", so the server is left out",
              "Use HTTP, HTTP2, GRPC, GRPC-WEB, HTTPS, TLS or TCP"));
      return null;
    }
    List<ServerHost> hosts = new ArrayList<>();
    for (String host : server.getHosts() == null ? List.<String>of() : server.getHosts()) {
      hosts.add(ServerHost.parse(host, gateway.key().namespace()));
    }
    boolean redirect =
        server.getTls() != null && Boolean.TRUE.equals(server.getTls().getHttpsRedirect());
    return new BoundServer(
        gateway,
        index,
        server.getPort().getNumber().intValue(),
        protocol,
        family.get(),
        List.copyOf(hosts),
        redirect);
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
        new ListenerBinding(target.orElse(server.number()), bind, List.of(server));
    listeners.merge(new Socket(wanted.port(), wanted.address()), wanted, this::share);
  }

  private ListenerBinding share(ListenerBinding present, ListenerBinding added) {
    BoundServer server = added.servers().getFirst();
    if (present.family() != server.family() || present.family() == ServerFamily.TCP) {
      diagnostics.add(conflict(present, server));
      return present;
    }
    List<BoundServer> servers = new ArrayList<>(present.servers());
    servers.add(server);
    return new ListenerBinding(present.port(), present.bind(), List.copyOf(servers));
  }

  private static Diagnostic conflict(ListenerBinding present, BoundServer dropped) {
    BoundServer winner = present.servers().getFirst();
    return Diagnostic.of(
        DiagnosticCode.CONFLICTING_GATEWAYS,
        dropped.gateway(),
        dropped.path(""),
        "port %d of %s is taken by %s server of %s (%s), which is older; this %s server is dropped"
            .formatted(
                present.port(),
                present.address(),
                winner.protocol(),
                winner.gateway().key(),
                winner.path(""),
                dropped.protocol()),
        "Give it another port or bind address, or remove one of the two");
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
