package dev.ostia.translator.route;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.SetMultimap;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.resolve.HostChanges;
import dev.ostia.translator.route.rule.RouteContext;
import dev.ostia.translator.route.rule.RuleScope.Surroundings;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what VirtualServices gave. A result counts as long as the object, the context and the
 * answers about its destinations are the same.
 */
final class RoutesOfVirtualServices {

  private record Result(RouteContext context, VirtualServiceRoutes routes) {}

  private record Known(ConfigObject<VirtualService> object, List<Result> results) {}

  private final Map<ObjectKey, Known> known = new HashMap<>();
  // By the full name of a host those that asked for it.
  private final SetMultimap<String, ObjectKey> askers = HashMultimap.create();
  private Surroundings surroundings;

  RoutesOfVirtualServices(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The routes of a VirtualService in a context. */
  VirtualServiceRoutes of(ConfigObject<VirtualService> object, RouteContext context) {
    Known entry = known.get(object.key());
    if (entry == null || !entry.object.equals(object)) {
      forget(object.key());
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
    hosts(routes).forEach(host -> askers.put(host, object.key()));
    return routes;
  }

  private Set<String> hosts(VirtualServiceRoutes routes) {
    return routes.answers().hosts(surroundings.mesh().domainSuffix());
  }

  /** Forgets an object that is gone. */
  void forget(ObjectKey key) {
    Known gone = known.remove(key);
    if (gone != null) {
      for (Result result : gone.results) {
        hosts(result.routes).forEach(host -> askers.remove(host, key));
      }
    }
  }

  /**
   * Goes on with other answers about destinations.
   *
   * @param now of the same mesh
   * @return the objects whose answers changed; their results are forgotten
   */
  List<ObjectKey> resume(Surroundings now) {
    HostChanges changes = now.destinations().changesSince(surroundings.destinations());
    surroundings = now;
    if (changes.isEmpty()) {
      return List.of();
    }
    List<ObjectKey> changed =
        concerned(changes).stream().filter(key -> !stillHolds(known.get(key))).toList();
    changed.forEach(this::forget);
    return changed;
  }

  private Set<ObjectKey> concerned(HostChanges changes) {
    if (changes.all()) {
      return known.keySet();
    }
    Set<ObjectKey> keys = new HashSet<>();
    changes.hosts().forEach(host -> keys.addAll(askers.get(host)));
    return keys;
  }

  private boolean stillHolds(@Nullable Known entry) {
    return entry == null
        || entry.results.stream()
            .allMatch(result -> result.routes.answers().holdWith(surroundings.destinations()));
  }
}
