package dev.ostia.cli.analyze;

import dev.ostia.translator.Translation;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.route.RouteOrigin;
import dev.ostia.translator.route.TracedVirtualHost;
import io.envoyproxy.envoy.config.route.v3.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Routes that no request can reach since an earlier route of the same host takes all of theirs,
 * whichever VirtualService that one is from. A route is told of only if no host of any gateway lets
 * a request come to it.
 */
final class Shadows {

  /** Comparing each with each would take too long beyond. */
  private static final int MOST_ROUTES = 2000;

  private final Set<RouteOrigin> reached = new HashSet<>();
  private final Map<RouteOrigin, RouteOrigin> shadowed = new LinkedHashMap<>();

  private Shadows() {}

  static List<Diagnostic> find(ConfigView view, List<Translation> translations) {
    Shadows shadows = new Shadows();
    for (Translation translation : translations) {
      translation.virtualHosts().values().forEach(hosts -> hosts.forEach(shadows::look));
    }
    shadows.shadowed.keySet().removeAll(shadows.reached);
    List<Diagnostic> found = new ArrayList<>();
    shadows.shadowed.forEach(
        (route, by) ->
            view.get(route.object()).map(it -> tell(view, it, route, by)).ifPresent(found::add));
    return found;
  }

  private void look(TracedVirtualHost host) {
    List<Route> routes = host.virtualHost().getRoutesList();
    for (int i = 0; i < Math.min(routes.size(), host.origins().size()); i++) {
      RouteOrigin origin = host.origins().get(i);
      Optional<RouteOrigin> by =
          routes.size() > MOST_ROUTES ? Optional.empty() : shadowOf(host, routes, i);
      // One rule may become several routes with the same conditions; that is no fault of the user.
      if (by.isEmpty() || by.get().equals(origin)) {
        reached.add(origin);
      } else {
        shadowed.putIfAbsent(origin, by.get());
      }
    }
  }

  private static Optional<RouteOrigin> shadowOf(
      TracedVirtualHost host, List<Route> routes, int index) {
    for (int i = 0; i < index; i++) {
      if (MatchCover.covers(routes.get(i).getMatch(), routes.get(index).getMatch())) {
        return Optional.of(host.origins().get(i));
      }
    }
    return Optional.empty();
  }

  private static Diagnostic tell(
      ConfigView view, ConfigObject<?> object, RouteOrigin route, RouteOrigin by) {
    boolean own = route.object().equals(by.object());
    String place =
        view.get(by.object())
            .flatMap(other -> other.position(by.path()))
            .map(position -> " (" + position.file() + ":" + position.line() + ")")
            .orElse("");
    return Diagnostic.of(
        own ? DiagnosticCode.UNREACHABLE_RULE : DiagnosticCode.UNREACHABLE_ROUTE,
        object,
        route.path(),
        "no request can reach it: %s%s takes all that would match"
            .formatted(own ? by.path() : by.object() + " " + by.path(), place),
        own
            ? "Move it before the other one, or remove it"
            : "Put the rules of the host into one VirtualService, or make the other one match"
                + " less");
  }
}
