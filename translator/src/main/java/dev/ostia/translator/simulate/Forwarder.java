package dev.ostia.translator.simulate;

import dev.ostia.translator.simulate.Outcome.Forwarded;
import dev.ostia.translator.simulate.Outcome.Replied;
import dev.ostia.translator.simulate.Outcome.Response;
import dev.ostia.translator.simulate.Outcome.Upstream;
import dev.ostia.translator.simulate.Simulation.Share;
import dev.ostia.translator.simulate.Step.Stage;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends a request to the cluster of its route, or to each of the clusters that share it. */
final class Forwarder {

  private final EnvoyConfig config;
  private final HttpConnection http;
  private final Request request;
  private final BackendReply reply;
  private final Trace trace;

  Forwarder(
      EnvoyConfig config, HttpConnection http, Request request, BackendReply reply, Trace trace) {
    this.config = config;
    this.http = http;
    this.request = request;
    this.reply = reply;
    this.trace = trace;
  }

  List<Share> forward(RouteConfiguration routes, VirtualHost host, Route route, Headers headers) {
    RouteAction action = route.getRoute();
    return switch (action.getClusterSpecifierCase()) {
      case CLUSTER ->
          List.of(Share.whole(one(action.getCluster(), null, routes, host, route, headers)));
      case CLUSTER_HEADER -> {
        String cluster = headers.value(action.getClusterHeader()).orElse("");
        yield List.of(Share.whole(one(cluster, null, routes, host, route, headers)));
      }
      case WEIGHTED_CLUSTERS -> {
        List<ClusterWeight> parts = action.getWeightedClusters().getClustersList();
        long total = parts.stream().mapToLong(p -> p.getWeight().getValue()).sum();
        yield parts.stream()
            .filter(p -> p.getWeight().getValue() > 0)
            .map(
                p ->
                    new Share(
                        p.getWeight().getValue(),
                        total,
                        one(p.getName(), p, routes, host, route, headers)))
            .toList();
      }
      default ->
          List.of(
              Share.whole(
                  new Outcome.Closed("the route names its cluster in a way not simulated")));
    };
  }

  private Outcome one(
      String name,
      @Nullable ClusterWeight weighted,
      RouteConfiguration routes,
      VirtualHost host,
      Route route,
      Headers headers) {
    HeaderMutator mutator = new HeaderMutator(request, routes, host, route, weighted);
    RouteAction action = route.getRoute();
    if (weighted != null && !weighted.getHostRewriteLiteral().isEmpty()) {
      action = action.toBuilder().setHostRewriteLiteral(weighted.getHostRewriteLiteral()).build();
    }
    Cluster cluster = config.clusters().get(name);
    if (cluster == null) {
      trace.passedOver(Stage.CLUSTER, name, "there is no such cluster");
      return local(notFound(action), mutator, headers, "cluster " + name + " does not exist");
    }
    trace.took(Stage.CLUSTER, name, "the route names it");
    List<Upstream> endpoints = new EndpointPicker(config).candidates(cluster, trace);
    if (endpoints.isEmpty()) {
      return local(503, mutator, headers, "cluster " + name + " has no healthy endpoint");
    }
    RetryRules rules = RetryRules.of(host, route);
    Headers sent = sent(mutator, route, action, host, rules, headers);
    return new Forwarded(
        name, endpoints, sent, rules.attempts(reply), answered(rules, mutator, headers));
  }

  private Headers sent(
      HeaderMutator mutator,
      Route route,
      RouteAction action,
      VirtualHost host,
      RetryRules rules,
      Headers headers) {
    Headers sent = mutator.request(headers);
    if (rules.timeoutMillis() > 0) {
      sent = sent.set("x-envoy-expected-rq-timeout-ms", "" + rules.timeoutMillis());
    }
    sent = Rewriter.rewrite(route.getMatch(), action, sent);
    return host.getIncludeRequestAttemptCount()
        ? sent.set("x-envoy-attempt-count", "" + rules.attempts(reply))
        : sent;
  }

  private Response answered(RetryRules rules, HeaderMutator mutator, Headers headers) {
    int status = rules.status(reply);
    if (rules.timesOut(reply)) {
      Headers own = mutator.response(Headers.NONE, headers, status);
      return new Response(status, http.stampServer(own), "", "the endpoint took too long");
    }
    Headers response =
        mutator.response(
            http.suppressesEnvoyHeaders()
                ? reply.headers()
                : reply.headers().set("x-envoy-upstream-service-time", RequestSanitizer.GENERATED),
            headers,
            status);
    return new Response(status, http.stampServer(response), "", "the endpoint answered");
  }

  private Outcome local(int status, HeaderMutator mutator, Headers headers, String reason) {
    Headers response = mutator.response(Headers.NONE, headers, status);
    return new Replied(new Response(status, http.stampServer(response), "", reason));
  }

  private static int notFound(RouteAction action) {
    return switch (action.getClusterNotFoundResponseCode()) {
      case NOT_FOUND -> 404;
      case INTERNAL_SERVER_ERROR -> 500;
      default -> 503;
    };
  }
}
