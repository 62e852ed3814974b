package dev.ostia.cli.graph.model;

import dev.ostia.cli.explain.Provenance;
import dev.ostia.cli.explain.Source;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.cli.graph.model.Graph.Choice;
import dev.ostia.cli.graph.model.Graph.Column;
import dev.ostia.cli.graph.model.Graph.EntryPoint;
import dev.ostia.cli.graph.model.Graph.Note;
import dev.ostia.cli.graph.model.Graph.State;
import dev.ostia.cli.graph.model.GraphDraft.Content;
import dev.ostia.cli.graph.model.ServiceNodes.Failure;
import dev.ostia.cli.proxyconfig.table.WideRouteText;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.route.RouteOrigin;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Hosts with their routes. */
final class HostNodes {

  private static final int MAX_SHOWN_DOMAINS = 3;
  private static final int FIRST_ERROR = 500;

  private final Provenance provenance;
  private final GraphDraft draft;
  private final Problems problems;
  private final ServiceNodes services;

  HostNodes(GatewayModel model, GraphDraft draft, Problems problems, ServiceNodes services) {
    this.provenance = new Provenance(model);
    this.draft = draft;
    this.problems = problems;
    this.services = services;
  }

  /** Not one that only stands in for a route configuration without any. */
  static boolean isReal(VirtualHost host) {
    return !host.getName().startsWith("blackhole:");
  }

  /** A virtual host of a port. */
  void http(Entrance entrance, String routes, VirtualHost host) {
    String key = routes + " " + host.getName();
    String known = draft.known(Column.HOST, key);
    String id = known == null ? draft.add(Column.HOST, key, host(routes, host)) : known;
    draft.connect(entrance.node(), id, "", "");
    List<Choice> choices = new ArrayList<>();
    for (int i = 0; i < host.getRoutesCount(); i++) {
      Route route = host.getRoutes(i);
      String drawn = draft.known(Column.ROUTE, key + " " + i);
      String node =
          drawn == null
              ? route(id, key + " " + i, host, i, provenance.originOf(routes, host.getName(), i))
              : drawn;
      choices.add(new Choice(node, route.getMatch()));
    }
    draft.open(
        new EntryPoint(
            id,
            entrance.ports(),
            entrance.isTls(),
            entrance.serverNames(),
            List.copyOf(host.getDomainsList()),
            choices));
  }

  private Content host(String routes, VirtualHost host) {
    Set<ObjectKey> objects = new LinkedHashSet<>();
    for (int i = 0; i < host.getRoutesCount(); i++) {
      provenance
          .originOf(routes, host.getName(), i)
          .ifPresent(origin -> objects.add(origin.object()));
    }
    List<Note> found = new ArrayList<>();
    objects.forEach(object -> found.addAll(problems.ofWhole(object)));
    List<String> domains = host.getDomainsList();
    List<String> lines = new ArrayList<>();
    for (String domain : domains.subList(1, Math.min(domains.size(), MAX_SHOWN_DOMAINS))) {
      lines.add(domain);
    }
    if (domains.size() > MAX_SHOWN_DOMAINS) {
      lines.add("and %d more".formatted(domains.size() - MAX_SHOWN_DOMAINS));
    }
    if (host.getRequireTls() != VirtualHost.TlsRequirementType.NONE) {
      lines.add("redirects to https");
    }
    return new Content(
        domains.isEmpty() ? host.getName() : domains.getFirst(),
        lines,
        objects.stream().map(ObjectKey::toString).toList(),
        found);
  }

  private String route(
      String host, String key, VirtualHost virtualHost, int index, Optional<RouteOrigin> origin) {
    Route route = virtualHost.getRoutes(index);
    List<Note> found = new ArrayList<>();
    origin.ifPresent(known -> found.addAll(problems.of(known)));
    List<String> lines = new ArrayList<>();
    if (route.hasRedirect() || route.hasDirectResponse()) {
      lines.add(WideRouteText.destination(route));
    }
    if (route.hasDirectResponse()
        && route.getDirectResponse().getStatus() >= FIRST_ERROR
        && found.isEmpty()) {
      found.add(
          new Note("every request gets " + route.getDirectResponse().getStatus(), State.DOUBTFUL));
    }
    String label = WideRouteText.match(route.getMatch());
    String id =
        draft.add(
            Column.ROUTE,
            key,
            new Content(
                label.equals("/*") ? "any request" : label,
                lines,
                source(virtualHost, route, origin),
                found));
    draft.connect(host, id, "", "");
    if (route.hasRoute()) {
      clusters(id, route);
    }
    return id;
  }

  private List<String> source(VirtualHost host, Route route, Optional<RouteOrigin> origin) {
    return origin
        .flatMap(provenance::of)
        .or(() -> Provenance.ofMetadata(host, route))
        .map(Source::toString)
        .stream()
        .toList();
  }

  private void clusters(String id, Route route) {
    switch (route.getRoute().getClusterSpecifierCase()) {
      case CLUSTER -> services.connect(id, route.getRoute().getCluster(), "", Failure.ANSWER);
      case WEIGHTED_CLUSTERS -> {
        List<ClusterWeight> weights = route.getRoute().getWeightedClusters().getClustersList();
        long sum = weights.stream().mapToLong(one -> one.getWeight().getValue()).sum();
        weights.forEach(
            one ->
                services.connect(
                    id, one.getName(), share(one.getWeight().getValue(), sum), Failure.ANSWER));
      }
      default -> {
        // chosen by the request: no arrow can be drawn
      }
    }
    route
        .getRoute()
        .getRequestMirrorPoliciesList()
        .forEach(mirror -> services.connect(id, mirror.getCluster(), "mirror", Failure.ANSWER));
  }

  private static String share(long weight, long sum) {
    double percent = sum == 0 ? 0 : 100.0 * weight / sum;
    return percent == Math.rint(percent)
        ? (long) percent + "%"
        : String.format(java.util.Locale.ROOT, "%.1f%%", percent);
  }

  /** The connections of a filter chain that are passed on as they are. */
  void stream(Entrance entrance, TcpProxy proxy) {
    List<String> names = entrance.serverNames();
    String label = names.isEmpty() ? "any connection" : names.getFirst();
    List<String> lines = names.size() < 2 ? List.of() : names.subList(1, names.size());
    String key = entrance.listener() + " " + entrance.chain().hashCode() + " " + label;
    String host = draft.add(Column.HOST, key, new Content(label, lines, List.of(), List.of()));
    draft.connect(entrance.node(), host, "", "");
    String how =
        entrance.chain().hasTransportSocket()
            ? "TCP inside TLS"
            : entrance.isTls() ? "TLS passed through" : "TCP";
    String route = draft.add(Column.ROUTE, key, new Content(how, List.of(), List.of(), List.of()));
    draft.connect(host, route, "", "");
    draft.open(
        new EntryPoint(
            host,
            entrance.ports(),
            entrance.isTls(),
            names,
            List.of(),
            List.of(new Choice(route, RouteMatch.getDefaultInstance()))));
    clusters(route, proxy);
  }

  private void clusters(String route, TcpProxy proxy) {
    if (!proxy.hasWeightedClusters()) {
      services.connect(route, proxy.getCluster(), "", Failure.CLOSED);
      return;
    }
    List<TcpProxy.WeightedCluster.ClusterWeight> weights =
        proxy.getWeightedClusters().getClustersList();
    long sum = weights.stream().mapToLong(one -> one.getWeight()).sum();
    weights.forEach(
        one -> services.connect(route, one.getName(), share(one.getWeight(), sum), Failure.CLOSED));
  }
}
