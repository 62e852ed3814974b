package dev.ostia.translator.route;

import com.google.common.collect.ImmutableSet;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.resolve.BoundVirtualService;
import dev.ostia.translator.resolve.Destinations;
import dev.ostia.translator.resolve.GatewayBindings;
import dev.ostia.translator.route.rule.RuleScope.Surroundings;
import dev.ostia.translator.route.stream.StreamResult;
import dev.ostia.translator.route.stream.StreamTranslator;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * VirtualServices to route configurations for one proxy. Keeps what it made and redoes what a new
 * view changes. Not thread-safe.
 */
public final class RouteTranslator {

  private final Proxy proxy;
  private final TreeMap<String, RouteConfigurationTranslator> configurations = new TreeMap<>();
  private final Map<String, PortLayout> layouts = new HashMap<>();
  private final VirtualServiceChecks checks = new VirtualServiceChecks();
  private final StreamTranslator streamTranslator = new StreamTranslator();
  private ClusterReferences references = new ClusterReferences();
  private @Nullable ConfigView view;
  private @Nullable RoutesOfVirtualServices memo;
  private Map<ObjectKey, BoundVirtualService> bound = new HashMap<>();
  // By VirtualService those that its rules are delegated to, where there are any.
  private final Map<ObjectKey, Set<ObjectKey>> delegates = new HashMap<>();
  // By VirtualService the route configurations that it may be in.
  private final Map<ObjectKey, ImmutableSet<RouteConfigurationTranslator>> placed = new HashMap<>();
  private RouteCandidates candidates = new RouteCandidates(List.of());
  private StreamResult streams = StreamResult.NOTHING;
  private final CollectedRoutes collected = new CollectedRoutes();
  // Since the last collection: what changed, and the names of what was dropped.
  private final Set<RouteConfigurationTranslator> touched = new LinkedHashSet<>();
  private final Set<String> closed = new HashSet<>();
  private @Nullable GatewayBindings lastBindings;
  private @Nullable Destinations lastDestinations;
  private @Nullable RouteResources last;

  /** A translator for this proxy. */
  public RouteTranslator(Proxy proxy) {
    this.proxy = proxy;
  }

  /**
   * The route configurations of a view.
   *
   * @param bindings the view's Gateways
   * @param destinations what destinations mean in the view
   */
  @SuppressWarnings("ReferenceEquality") // the same bindings mean that no server changed
  public RouteResources translate(
      ConfigView now, GatewayBindings bindings, Destinations destinations) {
    RouteResources before = last;
    if (before != null && isAsBefore(now, bindings, destinations)) {
      view = now;
      return before;
    }
    Surroundings surroundings =
        new Surroundings(
            proxy, now.mesh(), destinations, now.only(Kind.VIRTUAL_SERVICE)::virtualService);
    if (view == null || !view.mesh().equals(now.mesh())) {
      startOver(surroundings);
    }
    RoutesOfVirtualServices routes =
        memo == null ? new RoutesOfVirtualServices(surroundings) : memo;
    memo = routes;
    Set<ObjectKey> changed = new HashSet<>(routes.resume(surroundings));
    changed.addAll(rebind(now));
    Set<RouteConfigurationTranslator> fresh =
        bindings == lastBindings ? Set.of() : openAndClose(bindings, surroundings);
    if (bindings != lastBindings) {
      candidates = new RouteCandidates(configurations.values());
      bound.forEach((key, source) -> placeIn(key, candidates.of(source), fresh, source, routes));
    }
    changed.forEach(key -> update(key, fresh, routes));
    checks.update(now, bound, changed, bindings);
    update(streamTranslator.translate(bound, changed, bindings, surroundings));
    view = now;
    lastBindings = bindings;
    lastDestinations = destinations;
    RouteResources made = collect();
    last = made;
    return made;
  }

  /** Whether nothing changed that routes depend on, which needs no look at any of them. */
  @SuppressWarnings("ReferenceEquality") // what did not change is the same instance
  private boolean isAsBefore(ConfigView now, GatewayBindings bindings, Destinations destinations) {
    return view != null
        && bindings == lastBindings
        && destinations == lastDestinations
        && now.kind(Kind.VIRTUAL_SERVICE) == view.kind(Kind.VIRTUAL_SERVICE)
        && now.kind(Kind.GATEWAY) == view.kind(Kind.GATEWAY)
        && now.mesh().equals(view.mesh());
  }

  private void startOver(Surroundings surroundings) {
    lastBindings = null;
    closed.addAll(configurations.keySet());
    configurations.clear();
    placed.clear();
    references = new ClusterReferences();
    bound = new HashMap<>();
    delegates.clear();
    memo = new RoutesOfVirtualServices(surroundings);
    view = null;
    checks.clear();
    streamTranslator.clear();
    streams = StreamResult.NOTHING;
  }

  private void update(StreamResult now) {
    references.add(now.clusters());
    references.remove(streams.clusters());
    streams = now;
  }

  /** Puts a VirtualService into those of its route configurations that are new. */
  private void placeIn(
      ObjectKey key,
      ImmutableSet<RouteConfigurationTranslator> now,
      Set<RouteConfigurationTranslator> fresh,
      BoundVirtualService source,
      RoutesOfVirtualServices routes) {
    for (RouteConfigurationTranslator configuration : now) {
      if (fresh.contains(configuration)) {
        configuration.put(source, routes); // It is touched already.
      }
    }
    takeFromOthers(key, now);
  }

  /** Takes a change into all route configurations that are not new. */
  private void update(
      ObjectKey key, Set<RouteConfigurationTranslator> fresh, RoutesOfVirtualServices routes) {
    BoundVirtualService source = bound.get(key);
    if (source == null) {
      takeFromOthers(key, ImmutableSet.of());
      return;
    }
    ImmutableSet<RouteConfigurationTranslator> now = candidates.of(source);
    for (RouteConfigurationTranslator configuration : now) {
      if (!fresh.contains(configuration)) {
        configuration.put(source, routes);
        touched.add(configuration);
      }
    }
    takeFromOthers(key, now);
  }

  private void takeFromOthers(ObjectKey key, ImmutableSet<RouteConfigurationTranslator> now) {
    Set<RouteConfigurationTranslator> before =
        now.isEmpty() ? placed.remove(key) : placed.put(key, now);
    if (before != null) {
      for (RouteConfigurationTranslator other : before) {
        if (!now.contains(other)) {
          other.remove(key);
          touched.add(other);
        }
      }
    }
  }

  /** Takes over the VirtualServices of the view; gives back those that came, changed or went. */
  private Set<ObjectKey> rebind(ConfigView now) {
    ConfigView before = view == null ? ConfigView.empty(now.mesh()) : view;
    Set<ObjectKey> changed = now.changedSince(before, Kind.VIRTUAL_SERVICE);
    for (ObjectKey key : changed) {
      Optional<BoundVirtualService> source =
          now.virtualService(key)
              .flatMap(object -> BoundVirtualService.of(object, proxy, now.mesh()));
      if (source.isPresent()) {
        bound.put(key, source.get());
        Set<ObjectKey> parts = Delegates.of(source.get().object());
        if (parts.isEmpty()) {
          delegates.remove(key);
        } else {
          delegates.put(key, parts);
        }
      } else {
        bound.remove(key);
        delegates.remove(key);
        forget(key);
      }
    }
    return withRoots(changed);
  }

  /** These and all that delegate to one of them; what was made of those is forgotten. */
  private Set<ObjectKey> withRoots(Set<ObjectKey> changed) {
    Set<ObjectKey> all = new HashSet<>(changed);
    delegates.forEach(
        (root, keys) -> {
          if (!Collections.disjoint(keys, changed)) {
            all.add(root);
            forget(root);
          }
        });
    return all;
  }

  private void forget(ObjectKey key) {
    if (memo != null) {
      memo.forget(key);
    }
  }

  /** Drops route configurations whose servers changed, and makes those that are missing. */
  private Set<RouteConfigurationTranslator> openAndClose(
      GatewayBindings bindings, Surroundings surroundings) {
    Map<String, RouteServers> wanted = RouteServers.of(bindings.listeners());
    configurations
        .entrySet()
        .removeIf(
            entry -> {
              boolean obsolete = !entry.getValue().servers().equals(wanted.get(entry.getKey()));
              if (obsolete) {
                entry.getValue().clear();
                closed.add(entry.getKey());
              }
              return obsolete;
            });
    Set<RouteConfigurationTranslator> fresh = new LinkedHashSet<>();
    wanted.forEach(
        (name, servers) ->
            configurations.computeIfAbsent(
                name,
                n -> {
                  RouteConfigurationTranslator made =
                      new RouteConfigurationTranslator(
                          layout(n), servers, surroundings, references);
                  fresh.add(made);
                  touched.add(made);
                  return made;
                }));
    layouts.keySet().retainAll(configurations.keySet());
    return fresh;
  }

  /** Outlives the servers of the port, so that nothing is dealt out anew for an edit of them. */
  private PortLayout layout(String name) {
    return layouts.computeIfAbsent(name, n -> new PortLayout(n, proxy.layout().shardAbove()));
  }

  @SuppressWarnings("ReferenceEquality") // one of the same name may have taken its place
  private RouteResources collect() {
    closed.removeAll(configurations.keySet());
    touched.removeIf(part -> configurations.get(part.layout().name()) != part);
    collected.update(closed, touched);
    closed.clear();
    touched.clear();
    List<Diagnostic> diagnostics = collected.diagnostics();
    diagnostics.addAll(checks.diagnostics());
    diagnostics.addAll(streams.diagnostics());
    return new RouteResources(
        collected.configurations(),
        collected.scopes(),
        collected.sharded(),
        collected.origins(),
        collected.virtualHosts(),
        streams.routes(),
        references.names(),
        diagnostics);
  }
}
