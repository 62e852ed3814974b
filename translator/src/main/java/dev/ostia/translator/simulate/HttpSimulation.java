package dev.ostia.translator.simulate;

import dev.ostia.translator.simulate.Outcome.Replied;
import dev.ostia.translator.simulate.Outcome.Response;
import dev.ostia.translator.simulate.Simulation.Share;
import dev.ostia.translator.simulate.Step.Stage;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.route.v3.RedirectAction;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.List;
import java.util.Optional;

/** One request inside one HTTP connection manager. */
final class HttpSimulation {

  private final EnvoyConfig config;
  private final HttpConnection http;
  private final Request request;
  private final BackendReply reply;
  private final Trace trace;

  HttpSimulation(
      EnvoyConfig config, HttpConnection http, Request request, BackendReply reply, Trace trace) {
    this.config = config;
    this.http = http;
    this.request = request;
    this.reply = reply;
    this.trace = trace;
  }

  List<Share> answer() {
    return switch (PathNormalizer.normalize(http.manager(), request.path())) {
      case PathNormalizer.Result.BadRequest(String reason) -> {
        trace.passedOver(Stage.REQUEST, request.path(), reason);
        yield reply(400, Headers.NONE, "", reason);
      }
      case PathNormalizer.Result.Redirect(String path) ->
          reply(307, location(path), "", "the path had escaped slashes");
      case PathNormalizer.Result.Path(String path) -> {
        if (!path.equals(request.path())) {
          trace.took(Stage.REQUEST, request.path(), "its path is normalized to " + path);
        }
        yield route(RequestSanitizer.sanitize(http.manager(), request, path));
      }
    };
  }

  private List<Share> route(Headers headers) {
    RouteConfiguration routes =
        http.routes(config, headers.value(":authority").orElse("")).orElseThrow();
    trace.took(Stage.ROUTE_CONFIGURATION, routes.getName(), "the filter chain names it");
    Optional<VirtualHost> host =
        new DomainMatcher().select(routes, headers.value(":authority").orElse(""), trace);
    if (host.isEmpty()) {
      return reply(404, Headers.NONE, "", "no virtual host covers " + request.host());
    }
    if (mustBeTls(host.get(), headers)) {
      RedirectAction toTls = RedirectAction.newBuilder().setSchemeRedirect("https").build();
      trace.took(Stage.ACTION, "redirect", "the virtual host requires TLS");
      String location =
          "https://" + headers.value(":authority").orElse("") + headers.value(":path").orElse("/");
      return reply(RedirectLocation.status(toTls), location(location), "", "TLS is required");
    }
    Optional<Route> route = new RouteMatcher().select(host.get(), headers, trace);
    if (route.isEmpty()) {
      return reply(404, Headers.NONE, "", "no route of the virtual host matches");
    }
    return act(routes, host.get(), route.get(), headers);
  }

  private static boolean mustBeTls(VirtualHost host, Headers headers) {
    return host.getRequireTls() != VirtualHost.TlsRequirementType.NONE
        && !headers.value("x-forwarded-proto").orElse("").equals("https");
  }

  private List<Share> act(
      RouteConfiguration routes, VirtualHost host, Route route, Headers headers) {
    PerRouteConfig filters = new PerRouteConfig(http, routes, host, route);
    CorsFilter cors = CorsFilter.of(filters, headers);
    HeaderMutator mutator = new HeaderMutator(request, routes, host, route, null);
    Optional<Headers> preflight = cors.preflight();
    List<Share> shares;
    if (preflight.isPresent()) {
      trace.took(Stage.ACTION, "cors", "the preflight is answered");
      shares = reply(200, preflight.get(), "", "the route answers preflights");
    } else {
      shares = answer(routes, host, route, headers, mutator).stream().map(cors::on).toList();
    }
    return FaultFilter.of(filters).strike(shares, mutator, headers, http, trace);
  }

  private List<Share> answer(
      RouteConfiguration routes,
      VirtualHost host,
      Route route,
      Headers headers,
      HeaderMutator mutator) {
    return switch (route.getActionCase()) {
      case REDIRECT -> redirect(route.getRedirect(), route.getMatch(), headers, mutator);
      case DIRECT_RESPONSE -> {
        int status = route.getDirectResponse().getStatus();
        String body = text(route.getDirectResponse().getBody());
        Headers own = body.isEmpty() ? Headers.NONE : contentType();
        trace.took(Stage.ACTION, "direct response", "the route answers " + status);
        Headers response = mutator.response(own, headers, status);
        yield reply(status, response, body, "the route answers by itself");
      }
      case ROUTE ->
          new Forwarder(config, http, request, reply, trace).forward(routes, host, route, headers);
      default -> reply(404, Headers.NONE, "", "the route has no action that Envoy knows");
    };
  }

  private List<Share> redirect(
      RedirectAction redirect, RouteMatch match, Headers headers, HeaderMutator mutator) {
    int status = RedirectLocation.status(redirect);
    String location = RedirectLocation.of(redirect, match, headers);
    trace.took(Stage.ACTION, "redirect", "to " + location);
    Headers response = mutator.response(location(location), headers, status);
    return reply(status, response, "", "the route redirects");
  }

  private List<Share> reply(int status, Headers headers, String body, String reason) {
    Response response = new Response(status, http.stampServer(headers), body, reason);
    return List.of(Share.whole(new Replied(response)));
  }

  private static Headers location(String url) {
    return Headers.NONE.set("location", url);
  }

  private static Headers contentType() {
    return Headers.NONE.set("content-type", "text/plain");
  }

  private static String text(DataSource body) {
    return body.hasInlineBytes() ? body.getInlineBytes().toStringUtf8() : body.getInlineString();
  }
}
