package dev.ostia.translator;

import com.google.common.collect.Sets;
import com.google.protobuf.Message;
import dev.ostia.translator.cluster.ClusterResources;
import dev.ostia.translator.cluster.ClusterTranslator;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.listener.ListenerResources;
import dev.ostia.translator.listener.ListenerTranslator;
import dev.ostia.translator.resolve.Destinations;
import dev.ostia.translator.resolve.GatewayBinder;
import dev.ostia.translator.resolve.GatewayBindings;
import dev.ostia.translator.route.RouteResources;
import dev.ostia.translator.route.RouteTranslator;
import dev.ostia.translator.secret.SecretResources;
import dev.ostia.translator.secret.SecretTranslator;
import dev.ostia.translator.telemetry.ProxyTelemetry;
import dev.ostia.translator.telemetry.TelemetryTranslator;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Turns a view of the configuration into the Envoy configuration of one proxy.
 *
 * <p>The result depends on the view and the proxy alone. An instance keeps what it computed and
 * recomputes only what a new view changes; the result is the same, byte for byte, as that of a new
 * instance. Not thread-safe: one thread at a time.
 */
public final class Translator {

  private final Proxy proxy;
  private final GatewayBinder gatewayBinder;
  private final ListenerTranslator listenerTranslator = new ListenerTranslator();
  private final RouteTranslator routeTranslator;
  private final ClusterTranslator clusterTranslator;
  private final SecretTranslator secretTranslator;
  private final TelemetryTranslator telemetryTranslator;

  /** A translator for all proxies that are equal to this one. */
  public Translator(Proxy proxy) {
    this.proxy = proxy;
    this.gatewayBinder = new GatewayBinder(proxy);
    this.routeTranslator = new RouteTranslator(proxy);
    this.clusterTranslator = new ClusterTranslator(proxy);
    this.secretTranslator = new SecretTranslator(proxy);
    this.telemetryTranslator = new TelemetryTranslator(proxy);
  }

  /** The proxy that this translator works for. */
  public Proxy proxy() {
    return proxy;
  }

  /** The configuration for this view. */
  public Translation translate(ConfigView shared) {
    ConfigView view = shared.withMesh(proxy.overrides().over(shared.mesh()));
    GatewayBindings gateways = gatewayBinder.bind(view);
    Destinations destinations = clusterTranslator.destinations(view);
    ProxyTelemetry telemetry = telemetryTranslator.translate(view, destinations);
    RouteResources routes = routeTranslator.translate(view, gateways, destinations);
    ListenerResources listeners =
        listenerTranslator.translate(
            gateways, routes.streams(), routes.sharded(), view.mesh(), telemetry);
    ClusterResources clusters =
        clusterTranslator.translate(view, used(routes.clusters(), telemetry.clusters()));
    SecretResources secrets =
        secretTranslator.translate(view, List.of(listeners.secrets(), clusters.secrets()));
    return new Translation(
        resources(listeners, routes, clusters, secrets),
        origins(listeners, routes, clusters, secrets),
        Collections.unmodifiableMap(routes.virtualHosts()),
        sorted(
            Stream.of(
                gateways.diagnostics(),
                telemetry.diagnostics(),
                listeners.diagnostics(),
                routes.diagnostics(),
                clusters.diagnostics(),
                secrets.diagnostics())),
        secrets.validUntil());
  }

  private static Map<ResourceType, SortedMap<String, Message>> resources(
      ListenerResources listeners,
      RouteResources routes,
      ClusterResources clusters,
      SecretResources secrets) {
    Map<ResourceType, SortedMap<String, Message>> all = new EnumMap<>(ResourceType.class);
    all.put(ResourceType.CLUSTER, clusters.clusters());
    all.put(ResourceType.ENDPOINT, clusters.assignments());
    all.put(ResourceType.LISTENER, listeners.listeners());
    all.put(ResourceType.SCOPE, routes.scopes());
    all.put(ResourceType.ROUTE, routes.configurations());
    all.put(ResourceType.SECRET, secrets.secrets());
    return Collections.unmodifiableMap(all);
  }

  private static Map<ResourceType, Map<String, Set<ObjectKey>>> origins(
      ListenerResources listeners,
      RouteResources routes,
      ClusterResources clusters,
      SecretResources secrets) {
    Map<ResourceType, Map<String, Set<ObjectKey>>> all = new EnumMap<>(ResourceType.class);
    all.put(ResourceType.CLUSTER, clusters.clusterOrigins());
    all.put(ResourceType.ENDPOINT, clusters.assignmentOrigins());
    all.put(ResourceType.LISTENER, listeners.origins());
    all.put(ResourceType.ROUTE, routes.origins());
    all.put(ResourceType.SECRET, secrets.origins());
    return Collections.unmodifiableMap(all);
  }

  /** A telemetry cluster is rarely one that no route has: without any, nothing is copied. */
  private static Set<String> used(Set<String> byRoutes, Set<String> byTelemetry) {
    return byRoutes.containsAll(byTelemetry) ? byRoutes : Sets.union(byRoutes, byTelemetry);
  }

  private static List<Diagnostic> sorted(Stream<List<Diagnostic>> parts) {
    return parts.flatMap(List::stream).distinct().sorted(Diagnostic.ORDER).toList();
  }
}
