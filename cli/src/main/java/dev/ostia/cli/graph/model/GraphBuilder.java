package dev.ostia.cli.graph.model;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.ostia.cli.explain.Provenance;
import dev.ostia.cli.explain.Source;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.cli.graph.model.Graph.Column;
import dev.ostia.cli.graph.model.Graph.Note;
import dev.ostia.cli.graph.model.Graph.State;
import dev.ostia.cli.graph.model.GraphDraft.Content;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.route.shard.WholeRoutes;
import dev.ostia.translator.simulate.HttpConnection;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Makes the graph of a gateway from what its Envoy works with and the objects it came from. */
public final class GraphBuilder {

  private final GatewayModel model;
  private final Traffic traffic;
  private final GraphDraft draft = new GraphDraft();
  private final Problems problems;
  private final HostNodes hosts;
  private final List<RouteConfiguration> whole;

  private GraphBuilder(GatewayModel model, List<Diagnostic> diagnostics, Traffic traffic) {
    this.model = model;
    this.traffic = traffic;
    this.whole = WholeRoutes.of(model.envoy().routes().values());
    boolean endpointsKnown =
        model.view().size() == 0
            || !model.view().endpointSlices().isEmpty()
            || !model.view().endpoints().isEmpty();
    problems = new Problems(diagnostics, endpointsKnown);
    ServiceNodes services = new ServiceNodes(model, draft, problems, traffic, endpointsKnown);
    hosts = new HostNodes(model, draft, problems, services);
  }

  /**
   * The graph.
   *
   * @param diagnostics of the input
   * @param traffic of the running Envoy
   */
  public static Graph build(
      String title, GatewayModel model, List<Diagnostic> diagnostics, Traffic traffic) {
    GraphBuilder builder = new GraphBuilder(model, diagnostics, traffic);
    model.envoy().listeners().values().stream()
        .sorted(
            Comparator.comparing((Listener listener) -> builder.clientPorts(listener).getFirst())
                .thenComparing(Listener::getName))
        .forEach(builder::listener);
    return builder.draft.finish(title, builder.problems.others());
  }

  private void listener(Listener listener) {
    List<FilterChain> chains = new ArrayList<>(listener.getFilterChainsList());
    if (listener.hasDefaultFilterChain()) {
      chains.add(listener.getDefaultFilterChain());
    }
    String port = draft.add(Column.PORT, listener.getName(), port(listener, chains));
    List<Integer> numbers = clientPorts(listener);
    for (FilterChain chain : chains) {
      Entrance entrance = new Entrance(port, listener.getName(), numbers, chain);
      for (Filter filter : chain.getFiltersList()) {
        manager(filter).ifPresent(found -> routes(entrance, found));
        unpack(filter.getTypedConfig(), TcpProxy.getDefaultInstance())
            .ifPresent(found -> hosts.stream(entrance, found));
      }
    }
  }

  /** The numbers of the servers; where they are not known that of the listener. */
  private List<Integer> clientPorts(Listener listener) {
    TreeSet<Integer> numbers = new TreeSet<>();
    model.ports().servers(listener.getName()).forEach(server -> numbers.add(server.number()));
    if (numbers.isEmpty()) {
      numbers.add(listener.getAddress().getSocketAddress().getPortValue());
    }
    return List.copyOf(numbers);
  }

  private Content port(Listener listener, List<FilterChain> chains) {
    List<BoundServer> servers = model.ports().servers(listener.getName());
    int own = listener.getAddress().getSocketAddress().getPortValue();
    List<String> lines = new ArrayList<>();
    TreeSet<String> protocols = new TreeSet<>();
    List<Note> found = new ArrayList<>();
    for (BoundServer server : servers) {
      protocols.add(server.protocol());
      found.addAll(problems.of(server.gateway().key(), "spec.servers", server.path("")));
    }
    if (!protocols.isEmpty()) {
      lines.add(String.join(", ", protocols));
    }
    List<Integer> numbers = clientPorts(listener);
    if (!numbers.equals(List.of(own))) {
      lines.add("listens on " + own);
    }
    flows(chains).forEach(lines::add);
    if (!leadsAnywhere(chains)) {
      found.add(
          new Note("no VirtualService serves a host here: all requests get 404", State.DOUBTFUL));
    }
    String label = "port " + String.join(", ", numbers.stream().map(String::valueOf).toList());
    List<String> sources =
        new Provenance(model)
            .ofListener(listener.getName()).stream().map(Source::toString).toList();
    return new Content(label, lines, sources, found);
  }

  private List<String> flows(List<FilterChain> chains) {
    return chains.stream()
        .flatMap(chain -> chain.getFiltersList().stream())
        .flatMap(filter -> manager(filter).stream())
        .map(HttpConnectionManager::getStatPrefix)
        .distinct()
        .map(prefix -> Traffic.text(traffic.listeners(), withoutEnd(prefix)))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** Stat prefixes may end with a semicolon, for whoever takes names of stats apart. */
  private static String withoutEnd(String prefix) {
    return prefix.endsWith(";") ? prefix.substring(0, prefix.length() - 1) : prefix;
  }

  /** Whether a request could get anything but a 404. */
  private boolean leadsAnywhere(List<FilterChain> chains) {
    for (FilterChain chain : chains) {
      for (Filter filter : chain.getFiltersList()) {
        Optional<HttpConnectionManager> found = manager(filter);
        if (found.isEmpty() || routesOf(found.get()).stream().anyMatch(HostNodes::isReal)) {
          return true;
        }
      }
    }
    return false;
  }

  private List<VirtualHost> routesOf(HttpConnectionManager manager) {
    if (manager.hasRouteConfig()) {
      return manager.getRouteConfig().getVirtualHostsList();
    }
    String name = new HttpConnection(manager).routesName();
    return whole.stream()
        .filter(routes -> routes.getName().equals(name))
        .flatMap(routes -> routes.getVirtualHostsList().stream())
        .toList();
  }

  private void routes(Entrance entrance, HttpConnectionManager manager) {
    String name = new HttpConnection(manager).routesName();
    routesOf(manager).stream()
        .filter(HostNodes::isReal)
        .forEach(host -> hosts.http(entrance, name, host));
  }

  private static Optional<HttpConnectionManager> manager(Filter filter) {
    return unpack(filter.getTypedConfig(), HttpConnectionManager.getDefaultInstance());
  }

  private static <M extends Message> Optional<M> unpack(Any any, M type) {
    if (!any.getTypeUrl().endsWith("/" + type.getDescriptorForType().getFullName())) {
      return Optional.empty();
    }
    try {
      @SuppressWarnings("unchecked") // the parser of a type gives that type
      M message = (M) type.getParserForType().parseFrom(any.getValue());
      return Optional.of(message);
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }
}
