package dev.ostia.cli.explain;

import dev.ostia.cli.explain.Verdicts.Advice;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.resolve.ClusterName;
import dev.ostia.translator.route.RouteOrigin;
import dev.ostia.translator.simulate.Outcome;
import dev.ostia.translator.simulate.Step;
import dev.ostia.translator.simulate.Step.Stage;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.route.v3.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why an outcome is as it is, and the likeliest remedy. */
final class Remedies {

  private static final int NOT_FOUND = 404;

  private final Way way;
  private final Provenance provenance;

  Remedies(Way way, Provenance provenance) {
    this.way = way;
    this.provenance = provenance;
  }

  Advice of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused ignored -> new MissingListener(way).advice();
      case Outcome.Closed(String reason) -> closed(reason);
      case Outcome.Passed passed ->
          new Advice("The bytes are passed on to " + passed.cluster() + " as they are.", "");
      case Outcome.Forwarded forwarded -> forwarded(forwarded);
      case Outcome.Replied(Outcome.Response response) -> replied(response);
    };
  }

  private Advice forwarded(Outcome.Forwarded forwarded) {
    int endpoints = forwarded.endpoints().size();
    boolean split = way.simulation().shares().size() > 1;
    return new Advice(
        split
            ? "The request goes to one of the clusters above, by weight."
            : "The request goes to "
                + destination(forwarded.cluster())
                + ", "
                + (endpoints == 1
                    ? "endpoint " + forwarded.endpoints().getFirst()
                    : "one of " + endpoints + " endpoints")
                + "; the client gets what it answers.",
        "");
  }

  private boolean isForSidecars() {
    return way.listener().stream()
        .flatMap(listener -> listener.getFilterChainsList().stream())
        .map(FilterChain::getFilterChainMatch)
        .anyMatch(
            match ->
                match.getApplicationProtocolsCount() > 0
                    && match.getServerNamesList().contains(way.asked().serverName()));
  }

  private Advice closed(String reason) {
    if (way.chain().isEmpty() && way.asked().tls() && isForSidecars()) {
      return new Advice(
          "Only the sidecars of a mesh, which offer its protocols by ALPN, are led on by this"
              + " server name; others are closed.",
          "Ask by a host of a server with mode PASSTHROUGH instead of AUTO_PASSTHROUGH.");
    }
    if (way.chain().isEmpty() && way.asked().tls()) {
      return new Advice(
          "No filter chain of the listener takes the server name "
              + way.asked().serverName()
              + ", so the connection is closed.",
          "Add the host to a TLS server of a Gateway on this port, or correct the server name"
              + " (--sni).");
    }
    boolean wantsTls = way.chain().stream().anyMatch(chain -> chain.hasTransportSocket());
    if (wantsTls && !way.asked().tls()) {
      return new Advice(
          "The port speaks TLS and the client does not, so the connection is closed.",
          "Use https:// in the URL.");
    }
    if (!wantsTls && way.asked().tls()) {
      return new Advice(
          "The client speaks TLS and the port does not, so the connection is closed.",
          "Use http:// in the URL, or the port of an HTTPS server.");
    }
    return new Advice(sentence("The connection is closed: " + reason), "");
  }

  private Advice replied(Outcome.Response response) {
    if (way.virtualHost().isEmpty() || isBlackHole()) {
      return response.status() == NOT_FOUND && way.isHttp()
          ? new MissingHost(way).advice()
          : new Advice(
              sentence("The gateway answers " + response.status() + ": " + response.reason()), "");
    }
    if (way.route().isEmpty()) {
      return response.status() == NOT_FOUND ? noRoute() : tlsRequired(response);
    }
    Route route = way.route().get();
    if (route.hasRoute() && response.reason().startsWith("cluster ")) {
      return noDestination(response);
    }
    String location = response.headers().value("location").map(to -> " to " + to).orElse("");
    return new Advice(
        sentence("The gateway answers " + response.status() + location + ": " + response.reason()),
        "");
  }

  /** Stands in for a route configuration without any virtual host. */
  private boolean isBlackHole() {
    return way.virtualHost().stream()
        .anyMatch(host -> host.getName().startsWith("blackhole:") && host.getRoutesCount() == 0);
  }

  private static Advice tlsRequired(Outcome.Response response) {
    return new Advice(
        "The Gateway redirects plain HTTP to "
            + response.headers().value("location").orElse("https")
            + " (tls.httpsRedirect).",
        "");
  }

  private Advice noRoute() {
    List<Step> steps = way.steps(Stage.ROUTE);
    String host = way.virtualHost().orElseThrow().getName();
    String reason =
        steps.size() == 1
            ? "The only route of virtual host "
                + host
                + " does not match: "
                + steps.getFirst().reason()
                + "."
            : "None of the " + steps.size() + " routes of virtual host " + host + " matches.";
    Optional<Step> near =
        steps.stream().filter(step -> !step.reason().startsWith("path ")).findFirst();
    List<String> services =
        steps.stream()
            .flatMap(step -> origin(step).stream())
            .map(origin -> origin.object().toString())
            .distinct()
            .toList();
    String where = services.isEmpty() ? "the virtual host" : String.join(" or ", services);
    String remedy = "add a rule without match to " + where + ", or correct the request.";
    return new Advice(
        reason,
        near.isPresent() && steps.size() > 1
            ? "Nearest is route "
                + near.get().index()
                + ", of which "
                + near.get().reason()
                + "; else "
                + remedy
            : capital(remedy));
  }

  private Optional<RouteOrigin> origin(Step step) {
    return provenance.originOf(
        way.routes().orElseThrow().getName(),
        way.virtualHost().orElseThrow().getName(),
        step.index());
  }

  /** The route leads to a cluster that does not exist or has no endpoint. */
  private Advice noDestination(Outcome.Response response) {
    for (Diagnostic found : diagnosticsOfRoute()) {
      return new Advice(sentence(capital(found.message())), sentence(found.advice()));
    }
    String cluster = response.reason().split(" ", 3)[1];
    List<Source> sources = provenance.ofCluster(cluster, Targets.subset(cluster));
    String from = sources.isEmpty() ? destination(cluster) : sources.getFirst().object();
    if (!way.model().envoy().clusters().containsKey(cluster)) {
      return new Advice(
          sentence("The route leads to cluster " + cluster + ", which does not exist"),
          "Create the Service that it names, or correct the destination.");
    }
    return EmptyCluster.advice(way, cluster, from);
  }

  /** Errors about the rule that the route was made from. */
  private List<Diagnostic> diagnosticsOfRoute() {
    List<Diagnostic> all = new ArrayList<>();
    Optional<RouteOrigin> origin = way.routeStep().flatMap(this::origin);
    if (origin.isPresent()) {
      int match = origin.get().path().indexOf(".match[");
      String rule = match < 0 ? origin.get().path() : origin.get().path().substring(0, match);
      for (Diagnostic found : way.model().diagnostics()) {
        if (origin.get().object().equals(found.object())
            && found.severity() == Diagnostic.Severity.ERROR
            && (found.field().equals(rule) || found.field().startsWith(rule + "."))) {
          all.add(found);
        }
      }
    }
    return all;
  }

  /** A cluster's name as people say it. */
  static String destination(String cluster) {
    try {
      ClusterName name = ClusterName.parse(cluster);
      String subset = name.subset().isEmpty() ? "" : " subset " + name.subset();
      return name.host() + " port " + name.port() + subset;
    } catch (IllegalArgumentException e) {
      return "cluster " + cluster;
    }
  }

  static String sentence(String text) {
    return text.isEmpty() || text.endsWith(".") ? text : text + ".";
  }

  static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
