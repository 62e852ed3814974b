package dev.ostia.translator.route;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.route.rule.RouteContext;
import dev.ostia.translator.route.rule.RuleScope.Surroundings;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers what VirtualServices gave. A result counts as long as the object, the context and the
 * answers about its destinations are the same.
 */
final class RoutesOfVirtualServices {

  private record Result(RouteContext context, VirtualServiceRoutes routes) {}

  private record Known(ConfigObject<VirtualService> object, List<Result> results) {}

  private final Map<ObjectKey, Known> known = new HashMap<>();
  private Surroundings surroundings;

  RoutesOfVirtualServices(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The routes of a VirtualService in a context. */
  VirtualServiceRoutes of(ConfigObject<VirtualService> object, RouteContext context) {
    Known entry = known.get(object.key());
    if (entry == null || !entry.object.equals(object)) {
      entry = new Known(object, new ArrayList<>(1));
      known.put(object.key(), entry);
    }
    for (Result result : entry.results) {
      if (result.context.equals(context)) {
        return result.routes;
      }
    }
    VirtualServiceRoutes routes = VirtualServiceTranslator.translate(object, context, surroundings);
    entry.results.add(new Result(context, routes));
    return routes;
  }

  /** Forgets an object that is gone. */
  void forget(ObjectKey key) {
    known.remove(key);
  }

  /**
   * Goes on with other answers about destinations.
   *
   * @return the objects whose answers changed; their results are forgotten
   */
  @SuppressWarnings("ReferenceEquality") // the same destinations mean the same answers
  List<ObjectKey> resume(Surroundings now) {
    boolean same = surroundings.destinations() == now.destinations();
    surroundings = now;
    List<ObjectKey> changed = new ArrayList<>();
    if (!same) {
      known.forEach(
          (key, entry) -> {
            if (entry.results.stream()
                .anyMatch(r -> !r.routes.asked().stillHolds(now.destinations()))) {
              changed.add(key);
            }
          });
      changed.forEach(known::remove);
    }
    return changed;
  }
}
