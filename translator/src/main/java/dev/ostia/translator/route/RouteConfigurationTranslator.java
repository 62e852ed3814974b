package dev.ostia.translator.route;

import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.resolve.BoundVirtualService;
import dev.ostia.translator.resolve.ServerHost;
import dev.ostia.translator.route.rule.RetryPolicies;
import dev.ostia.translator.route.rule.RuleScope.Surroundings;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One route configuration: the servers that share it, and the VirtualServices that they lead to.
 * Takes changes VirtualService by VirtualService.
 */
final class RouteConfigurationTranslator {

  /** What a VirtualService has given, to take it back when it changes. */
  private record Placed(Set<String> hosts, List<VirtualServiceRoutes> routes) {}

  private final RouteServers members;
  private final List<BoundServer> servers;
  private final VirtualHosts virtualHosts;
  private final Map<ObjectKey, Placed> placed = new HashMap<>();
  private final Map<ObjectKey, List<Diagnostic>> diagnostics = new HashMap<>();
  private final ClusterReferences references;
  private Set<ObjectKey> origins = Set.of();
  private boolean membersChanged = true;
  private final PortLayout layout;
  private @Nullable List<TracedVirtualHost> traced;

  RouteConfigurationTranslator(
      PortLayout layout, RouteServers members, Surroundings base, ClusterReferences references) {
    this.members = members;
    this.servers = members.servers();
    this.references = references;
    var mesh = base.mesh().defaultHttpRetryPolicy();
    RetryPolicy retries = mesh.attempts() <= 0 ? null : RetryPolicies.of(mesh);
    this.virtualHosts =
        new VirtualHosts(
            retries,
            base.mesh().gatewayDefaults().headers().attemptCount(),
            base.proxy().layout().metadataOnRoutes());
    this.layout = layout;
    layout.restart(servers.getFirst().number(), members.http3Port());
    for (int rank = 0; rank < servers.size(); rank++) {
      if (servers.get(rank).httpsRedirect()) {
        for (ServerHost host : servers.get(rank).hosts()) {
          virtualHosts.add(host.host(), new Contribution(rank, servers.get(rank), null, null));
        }
      }
    }
  }

  RouteServers servers() {
    return members;
  }

  /** Puts a VirtualService in the place of what it gave before. */
  void put(BoundVirtualService source, RoutesOfVirtualServices memo) {
    ObjectKey key = source.object().key();
    boolean wasIn = takeBack(key);
    RouteContexts contexts = RouteContexts.of(servers, source);
    Set<VirtualServiceRoutes> given = new LinkedHashSet<>(2);
    Set<String> hosts = new LinkedHashSet<>(2);
    for (int rank = 0; rank < servers.size(); rank++) {
      for (String host : contexts.hosts(rank)) {
        VirtualServiceRoutes routes = memo.of(source.object(), contexts.of(rank, host));
        given.add(routes);
        if (!routes.routes().isEmpty()) {
          virtualHosts.add(host, new Contribution(rank, servers.get(rank), source, routes));
          hosts.add(host);
        }
      }
    }
    if (!given.isEmpty()) {
      remember(key, new Placed(hosts, List.copyOf(given)));
    }
    membersChanged |= wasIn == given.isEmpty();
  }

  private void remember(ObjectKey key, Placed now) {
    placed.put(key, now);
    List<Diagnostic> said = new ArrayList<>(0);
    for (VirtualServiceRoutes routes : now.routes) {
      references.add(routes.clusters());
      said.addAll(routes.diagnostics());
    }
    if (!said.isEmpty()) {
      diagnostics.put(key, said);
    }
  }

  /** Takes out a VirtualService. */
  void remove(ObjectKey key) {
    membersChanged |= takeBack(key);
  }

  private boolean takeBack(ObjectKey key) {
    Placed before = placed.remove(key);
    if (before == null) {
      return false;
    }
    before.hosts.forEach(host -> virtualHosts.remove(host, key));
    before.routes.forEach(routes -> references.remove(routes.clusters()));
    diagnostics.remove(key);
    return true;
  }

  /** Takes everything back. */
  void clear() {
    placed.values().forEach(p -> p.routes.forEach(r -> references.remove(r.clusters())));
    placed.clear();
  }

  /** Takes the changes in; what did not change stays the same instance. */
  void build() {
    if (virtualHosts.update() || traced == null) {
      traced = virtualHosts.all();
      layout.update(virtualHosts);
    }
  }

  /** The layout of the virtual hosts of the last {@link #build}. */
  PortLayout layout() {
    return layout;
  }

  /** The virtual hosts of the last {@link #build}, in its order. */
  List<TracedVirtualHost> traced() {
    return traced == null ? List.of() : traced;
  }

  /** The objects that the route configuration is made of. */
  Set<ObjectKey> origins() {
    if (membersChanged) {
      Set<ObjectKey> now = new HashSet<>(placed.keySet());
      servers.forEach(server -> now.add(server.gateway().key()));
      origins = Set.copyOf(now);
      membersChanged = false;
    }
    return origins;
  }

  /** What is worth telling about the VirtualServices in it. */
  Collection<List<Diagnostic>> diagnostics() {
    return diagnostics.values();
  }
}
