package dev.ostia.cli.diff;

import com.google.protobuf.Message;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.translator.route.shard.WholeRoutes;
import dev.ostia.translator.simulate.HttpConnection;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every virtual host of a gateway with the port and chain that lead to it, and chains that pass TCP
 * on.
 */
final class EntryPoints {

  /**
   * A way in.
   *
   * @param clientPort the port that clients connect to
   * @param serverNames that the chain takes; empty for all
   * @param host the virtual host; the default instance for a chain that passes TCP on
   * @param inner all that decides what becomes of requests here
   */
  record EntryPoint(
      int clientPort,
      boolean tls,
      List<String> serverNames,
      VirtualHost host,
      List<Object> inner) {}

  private final GatewayModel model;
  private final List<RouteConfiguration> whole;

  private EntryPoints(GatewayModel model) {
    this.model = model;
    this.whole = WholeRoutes.of(model.envoy().routes().values());
  }

  static List<EntryPoint> of(GatewayModel model) {
    EntryPoints entries = new EntryPoints(model);
    List<EntryPoint> all = new ArrayList<>();
    for (Map.Entry<Integer, Integer> port : model.ports().all().entrySet()) {
      for (Listener listener : model.envoy().listeners().values()) {
        if (listener.getAddress().getSocketAddress().getPortValue() == port.getValue()) {
          listener.getFilterChainsList().forEach(chain -> entries.add(all, port.getKey(), chain));
        }
      }
    }
    return List.copyOf(all);
  }

  private void add(List<EntryPoint> all, int clientPort, FilterChain chain) {
    List<String> names = chain.getFilterChainMatch().getServerNamesList();
    boolean tls = chain.hasTransportSocket() || !names.isEmpty();
    Optional<HttpConnection> http = HttpConnection.of(chain);
    if (http.isEmpty()) {
      all.add(
          new EntryPoint(clientPort, tls, names, VirtualHost.getDefaultInstance(), List.of(chain)));
      return;
    }
    String name = http.get().routesName();
    whole.stream()
        .filter(routes -> routes.getName().equals(name))
        .flatMap(routes -> routes.getVirtualHostsList().stream())
        .forEach(host -> all.add(new EntryPoint(clientPort, tls, names, host, inner(chain, host))));
  }

  /** The chain, the host, and the clusters that it leads to with their endpoints. */
  private List<Object> inner(FilterChain chain, VirtualHost host) {
    TreeSet<String> clusters = new TreeSet<>();
    for (Route route : host.getRoutesList()) {
      clusters.add(route.getRoute().getCluster());
      route.getRoute().getWeightedClusters().getClustersList().stream()
          .map(ClusterWeight::getName)
          .forEach(clusters::add);
    }
    List<Object> inner = new ArrayList<>(List.of(chain, host));
    for (String name : clusters) {
      add(inner, model.envoy().clusters().get(name));
      add(inner, model.envoy().assignments().get(name));
    }
    return inner;
  }

  private static void add(List<Object> inner, @Nullable Message message) {
    if (message != null) {
      inner.add(message);
    }
  }
}
