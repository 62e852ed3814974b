package dev.ostia.translator.route.stream;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.resolve.BoundVirtualService;
import dev.ostia.translator.resolve.HostPatterns;
import dev.ostia.translator.resolve.ListenerBinding;
import dev.ostia.translator.resolve.ServerKind;
import dev.ostia.translator.route.rule.RouteContext;
import dev.ostia.translator.route.rule.RuleScope;
import dev.ostia.translator.route.rule.RuleScope.Surroundings;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.fabric8.istio.api.api.networking.v1alpha3.L4MatchAttributes;
import io.fabric8.istio.api.api.networking.v1alpha3.TCPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.TLSMatchAttributes;
import io.fabric8.istio.api.api.networking.v1alpha3.TLSRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Goes through the servers that pass connections on and gives each its rules. */
final class StreamRules {

  private final List<BoundVirtualService> sources;
  private final Surroundings surroundings;
  private final UnusedRules unused = new UnusedRules();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final ImmutableSet.Builder<String> clusters = ImmutableSet.builder();
  private final ImmutableMap.Builder<BoundServer, ImmutableList<StreamRoute>> routes =
      ImmutableMap.builder();

  /**
   * No server done yet.
   *
   * @param sources the VirtualServices that have rules for streams, in their order
   */
  StreamRules(List<BoundVirtualService> sources, Surroundings surroundings) {
    this.sources = sources;
    this.surroundings = surroundings;
  }

  /** Gives the servers of a port their rules. */
  void add(ListenerBinding binding) {
    if (binding.servers().stream().allMatch(StreamRules::speaksHttp)) {
      return; // As most ports do, of which some have thousands of servers.
    }
    ServerNames names = new ServerNames(binding);
    for (BoundServer server : binding.servers()) {
      switch (server.kind()) {
        case TCP, TERMINATED_TCP -> put(server, ofTcp(server));
        case PASSTHROUGH -> put(server, ofTls(server, names));
        case AUTO_PASSTHROUGH ->
            routes.put(
                server,
                new ServerNameStreams(server, names, diagnostics).of(surroundings, clusters));
        case HTTP, HTTPS -> {}
      }
    }
  }

  private static boolean speaksHttp(BoundServer server) {
    return server.kind() == ServerKind.HTTP || server.kind() == ServerKind.HTTPS;
  }

  /** What was found. */
  StreamResult result() {
    sources.forEach(source -> unused.report(source, diagnostics::add));
    return new StreamResult(
        routes.buildOrThrow(), clusters.build(), ImmutableList.copyOf(diagnostics));
  }

  private void put(BoundServer server, ImmutableList<StreamRoute> found) {
    routes.put(server, found);
    if (found.isEmpty()) {
      String rules = server.kind() == ServerKind.PASSTHROUGH ? "tls" : "tcp";
      diagnostics.add(
          Diagnostic.of(
              DiagnosticCode.NO_EFFECT,
              server.gateway(),
              server.path(""),
              "no %s rule of a VirtualService leads on from this %s server, so it is not there"
                  .formatted(rules, server.protocol()),
              "Add a VirtualService with gateways: [%s] and %s rules"
                  .formatted(server.gateway().key().name(), rules)));
    }
  }

  /** As in Istio the first rule that fits takes all connections of the server. */
  private ImmutableList<StreamRoute> ofTcp(BoundServer server) {
    String winner = "";
    ImmutableList.Builder<StreamRoute> found = ImmutableList.builder();
    for (BoundVirtualService source : reaching(server)) {
      List<TCPRoute> rules = source.object().resource().getSpec().getTcp();
      for (int i = 0; rules != null && i < rules.size(); i++) {
        RuleScope scope = scope(source, server, "spec.tcp[" + i + "]");
        if (!fits(rules.get(i), scope)) {
          continue;
        }
        unused.used(source, scope.path());
        if (winner.isEmpty()) {
          winner = source.object().key() + " (" + scope.path() + ")";
          TcpProxies.of(rules.get(i).getRoute(), scope, clusters)
              .map(proxy -> ofServer(scope, proxy))
              .ifPresent(found::add);
        } else {
          scope.report(
              DiagnosticCode.NO_EFFECT,
              "",
              "all connections to port %d of %s go to %s, which comes first"
                  .formatted(server.number(), server.gateway().key(), winner),
              "Remove one of the two rules, or give one another port");
        }
      }
    }
    return found.build();
  }

  private static boolean fits(TCPRoute rule, RuleScope scope) {
    List<L4MatchAttributes> matches = rule.getMatch() == null ? List.of() : rule.getMatch();
    boolean fits = matches.isEmpty();
    for (int i = 0; i < matches.size(); i++) {
      fits |= StreamMatches.fits(matches.get(i), ".match[" + i + "]", scope);
    }
    return fits;
  }

  private ImmutableList<StreamRoute> ofTls(BoundServer server, ServerNames names) {
    ImmutableList.Builder<StreamRoute> found = ImmutableList.builder();
    for (BoundVirtualService source : reaching(server)) {
      List<TLSRoute> rules = source.object().resource().getSpec().getTls();
      for (int i = 0; rules != null && i < rules.size(); i++) {
        RuleScope scope = scope(source, server, "spec.tls[" + i + "]");
        List<TLSMatchAttributes> matches = rules.get(i).getMatch();
        for (int m = 0; matches != null && m < matches.size(); m++) {
          String field = ".match[" + m + "]";
          if (StreamMatches.fits(matches.get(m), field, scope)) {
            unused.used(source, scope.path());
            ofMatch(rules.get(i), sniHosts(matches.get(m)), field, names, scope)
                .ifPresent(found::add);
          }
        }
      }
    }
    return found.build();
  }

  private Optional<StreamRoute> ofMatch(
      TLSRoute rule,
      ImmutableList<String> sniHosts,
      String field,
      ServerNames names,
      RuleScope scope) {
    if (!isFree(sniHosts, names, field, scope)) {
      return Optional.empty();
    }
    Optional<TcpProxy> proxy = TcpProxies.of(rule.getRoute(), scope, clusters);
    String path = scope.path() + field;
    if (proxy.isPresent()) {
      names.take(sniHosts, scope.object().key() + " (" + path + ")");
    }
    return proxy.map(to -> new StreamRoute(scope.object().key(), path, sniHosts, to));
  }

  /** A match that repeats a server name of the port is left out, as in Istio. */
  private static boolean isFree(
      ImmutableList<String> sni, ServerNames names, String field, RuleScope scope) {
    Optional<String> taken = names.taken(sni);
    taken.ifPresent(
        name ->
            scope.report(
                DiagnosticCode.NO_EFFECT,
                field + ".sniHosts",
                "%s on port %d leads to %s, which comes first, so this match is left out"
                    .formatted(name, scope.context().serverPort(), names.owner(name)),
                "Name each SNI host once for a port"));
    return taken.isEmpty();
  }

  private static ImmutableList<String> sniHosts(TLSMatchAttributes match) {
    TreeSet<String> names = new TreeSet<>();
    if (match.getSniHosts() != null) {
      match.getSniHosts().forEach(name -> names.add(HostPatterns.lower(name)));
    }
    return names.contains("*") ? ImmutableList.of() : ImmutableList.copyOf(names);
  }

  private List<BoundVirtualService> reaching(BoundServer server) {
    return sources.stream()
        .filter(source -> source.gateways().contains(server.gatewayName()))
        .filter(
            source ->
                !HostPatterns.intersection(
                        server.hostsFor(source.object().key().namespace()), source.hosts())
                    .isEmpty())
        .toList();
  }

  private RuleScope scope(BoundVirtualService source, BoundServer server, String path) {
    return new RuleScope(
        source.object(),
        new RouteContext(server.gatewayName(), server.number(), server.kind().terminatesTls()),
        surroundings,
        path,
        diagnostics::add);
  }

  private static StreamRoute ofServer(RuleScope scope, TcpProxy proxy) {
    return new StreamRoute(scope.object().key(), scope.path(), ImmutableList.of(), proxy);
  }
}
