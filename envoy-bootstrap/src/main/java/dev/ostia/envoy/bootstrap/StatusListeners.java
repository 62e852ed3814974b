package dev.ostia.envoy.bootstrap;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.util.Durations;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap.StaticResources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import java.util.List;

/**
 * The two ports of an Istio gateway that its control plane does not configure: readiness on 15021
 * and Prometheus on 15090. They lead to one page each of the admin interface, so that the rest of
 * it stays out of reach from there. {@code /stats/prometheus} has few series however many routes
 * and clusters there are; {@code /stats/prometheus/all} has all.
 */
final class StatusListeners {

  private static final String ADMIN_CLUSTER = "envoy-admin";
  private static final String PROMETHEUS = "/stats/prometheus";

  private StatusListeners() {}

  static void addTo(StaticResources.Builder resources, BootstrapOptions options) {
    boolean ready = options.ready().port() != 0;
    boolean stats = options.stats().port() != 0;
    if (stats) {
      resources.addListeners(
          listener(
              "stats",
              options.stats(),
              route("/stats/prometheus/all", PROMETHEUS),
              route(PROMETHEUS, PROMETHEUS + "?filter=" + Stats.fewAsQuery())));
    }
    if (ready) {
      resources.addListeners(listener("agent", options.ready(), route("/healthz/ready", "/ready")));
    }
    if (ready || stats) {
      resources.addClusters(adminCluster(options.admin()));
    }
  }

  private static Cluster adminCluster(HostPort admin) {
    return Cluster.newBuilder()
        .setName(ADMIN_CLUSTER)
        .setAltStatName(Stats.delimited(ADMIN_CLUSTER))
        .setType(Cluster.DiscoveryType.STATIC)
        .setConnectTimeout(Durations.fromMillis(250))
        .setLoadAssignment(Addresses.single(ADMIN_CLUSTER, reachable(admin)))
        .build();
  }

  /** An admin interface that listens on every address is reached over loopback. */
  private static HostPort reachable(HostPort admin) {
    return switch (admin.host()) {
      case "0.0.0.0" -> new HostPort("127.0.0.1", admin.port());
      case "::" -> new HostPort("::1", admin.port());
      default -> admin;
    };
  }

  private static Listener listener(String statPrefix, HostPort address, Route... routes) {
    HttpConnectionManager manager =
        HttpConnectionManager.newBuilder()
            .setStatPrefix(statPrefix)
            .setRouteConfig(
                RouteConfiguration.newBuilder()
                    .addVirtualHosts(
                        VirtualHost.newBuilder()
                            .setName("backend")
                            .addDomains("*")
                            .addAllRoutes(List.of(routes))))
            .addHttpFilters(
                HttpFilter.newBuilder()
                    .setName("envoy.filters.http.router")
                    .setTypedConfig(Any.pack(Router.getDefaultInstance())))
            .build();
    return Listener.newBuilder()
        .setAddress(Addresses.socket(address))
        .addFilterChains(
            FilterChain.newBuilder()
                .addFilters(
                    Filter.newBuilder()
                        .setName("envoy.filters.network.http_connection_manager")
                        .setTypedConfig(Any.pack(manager))))
        // With it a second gateway on the same port would start and share the connections.
        .setEnableReusePort(BoolValue.of(false))
        .setIgnoreGlobalConnLimit(true)
        .build();
  }

  private static Route route(String prefix, String adminPath) {
    RouteAction.Builder action = RouteAction.newBuilder().setCluster(ADMIN_CLUSTER);
    if (!prefix.equals(adminPath)) {
      action.setPrefixRewrite(adminPath);
    }
    return Route.newBuilder()
        .setMatch(RouteMatch.newBuilder().setPrefix(prefix))
        .setRoute(action)
        .build();
  }
}
