package dev.ostia.cli.proxyconfig.table;

import dev.ostia.cli.CommandFailure;
import dev.ostia.translator.simulate.HttpConnection;
import io.envoyproxy.envoy.config.core.v3.CidrRange;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How istioctl writes what a filter chain matches and where it leads. */
final class FilterChainText {

  private static final Map<List<String>, String> KNOWN_PROTOCOLS =
      Map.of(
          List.of("http/1.0", "http/1.1", "h2c", "istio-http/1.0", "istio-http/1.1", "istio-h2"),
          "App: HTTP TLS",
          List.of("istio", "istio-http/1.0", "istio-http/1.1", "istio-h2"),
          "App: Istio HTTP Plain",
          List.of("istio-peer-exchange", "istio"),
          "App: TCP TLS",
          List.of("http/1.0", "http/1.1", "h2c"),
          "App: HTTP");

  private FilterChainText() {}

  /** The conditions that istioctl shows. */
  static String match(FilterChainMatch match) {
    return joined(conditions(match));
  }

  /** All conditions. */
  static String wideMatch(FilterChainMatch match) {
    List<String> all = conditions(match);
    if (match.getSourcePrefixRangesCount() > 0) {
      all.add("Source: " + ranges(match.getSourcePrefixRangesList()));
    }
    if (match.getSourcePortsCount() > 0) {
      all.add("Source ports: " + joined(match.getSourcePortsList()));
    }
    if (match.getSourceType() != FilterChainMatch.ConnectionSourceType.ANY) {
      all.add("Source type: " + match.getSourceType());
    }
    if (!match.getAddressSuffix().isEmpty()) {
      all.add("Suffix: " + match.getAddressSuffix() + "/" + match.getSuffixLen().getValue());
    }
    return joined(all);
  }

  private static String joined(List<?> conditions) {
    return conditions.isEmpty()
        ? "ALL"
        : conditions.stream().map(String::valueOf).collect(Collectors.joining("; "));
  }

  private static List<String> conditions(FilterChainMatch match) {
    List<String> found = new ArrayList<>();
    if (match.getServerNamesCount() > 0) {
      found.add("SNI: " + String.join(",", match.getServerNamesList()));
    }
    if (!match.getTransportProtocol().isEmpty()) {
      found.add("Trans: " + match.getTransportProtocol());
    }
    List<String> protocols = List.copyOf(match.getApplicationProtocolsList());
    if (!protocols.isEmpty()) {
      found.add(KNOWN_PROTOCOLS.getOrDefault(protocols, "App: " + String.join(",", protocols)));
    }
    String port = match.hasDestinationPort() ? ":" + match.getDestinationPort().getValue() : "";
    if (match.getPrefixRangesCount() > 0) {
      found.add("Addr: " + ranges(match.getPrefixRangesList()) + port);
    } else if (!port.isEmpty()) {
      found.add("Addr: *" + port);
    }
    return found;
  }

  private static String ranges(List<CidrRange> ranges) {
    return ranges.stream()
        .map(range -> range.getAddressPrefix() + "/" + range.getPrefixLen().getValue())
        .collect(Collectors.joining(","));
  }

  /** Where the chain leads, as istioctl says it. */
  static String destination(FilterChain chain) {
    return destination(chain, false);
  }

  /** The same with the clusters and weights of a weighted TCP proxy. */
  static String wideDestination(FilterChain chain) {
    return destination(chain, true);
  }

  private static String destination(FilterChain chain, boolean wide) {
    for (Filter filter : chain.getFiltersList()) {
      if (filter.getName().equals(ListenerText.HTTP_FILTER)) {
        return http(filter);
      }
      if (filter.getName().equals(ListenerText.TCP_FILTER) && !ListenerText.leadsNowhere(filter)) {
        return tcp(filter, wide);
      }
    }
    return "Non-HTTP/Non-TCP";
  }

  private static String http(Filter filter) {
    try {
      HttpConnectionManager manager =
          Unpacked.as(filter.getTypedConfig(), HttpConnectionManager.getDefaultInstance());
      if (manager.hasRouteConfig()) {
        return inline(manager.getRouteConfig());
      }
      String name = new HttpConnection(manager).routesName();
      return name.isEmpty() ? "HTTP" : "Route: " + name;
    } catch (CommandFailure unreadable) {
      return String.valueOf(unreadable.getMessage());
    }
  }

  private static String tcp(Filter filter, boolean wide) {
    try {
      TcpProxy proxy = Unpacked.as(filter.getTypedConfig(), TcpProxy.getDefaultInstance());
      if (wide && proxy.hasWeightedClusters()) {
        return proxy.getWeightedClusters().getClustersList().stream()
            .map(one -> one.getWeight() + " " + one.getName())
            .collect(Collectors.joining(", ", "Clusters: ", ""));
      }
      return cluster(proxy.getCluster());
    } catch (CommandFailure unreadable) {
      return String.valueOf(unreadable.getMessage());
    }
  }

  /** Istio's own names (PassthroughCluster) speak for themselves. */
  private static String cluster(String name) {
    return name.contains("Cluster") ? name : "Cluster: " + name;
  }

  private static String inline(RouteConfiguration routes) {
    List<VirtualHost> hosts = routes.getVirtualHostsList();
    if (hosts.size() == 1 && leadsToOneCluster(hosts.getFirst())) {
      return cluster(hosts.getFirst().getRoutes(0).getRoute().getCluster());
    }
    return hosts.stream()
        .map(FilterChainText::host)
        .collect(Collectors.joining("; ", "Inline Route: ", ""));
  }

  private static boolean leadsToOneCluster(VirtualHost host) {
    if (!isForAll(host) || host.getRoutesCount() != 1) {
      return false;
    }
    Route route = host.getRoutes(0);
    return route.getMatch().getPrefix().equals("/")
        && route.getRoute().getClusterSpecifierCase() == RouteAction.ClusterSpecifierCase.CLUSTER
        && !route.getRoute().getCluster().isEmpty();
  }

  private static boolean isForAll(VirtualHost host) {
    return host.getDomainsList().equals(List.of("*"));
  }

  private static String host(VirtualHost host) {
    String matches =
        host.getRoutesList().stream()
            .map(route -> RouteText.path(route.getMatch()))
            .collect(Collectors.joining(", "));
    String domains = isForAll(host) ? "" : String.join("/", host.getDomainsList());
    return domains.isEmpty() ? matches : domains + " " + matches;
  }
}
