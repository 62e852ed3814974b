package dev.ostia.translator.route.shard;

import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Puts shards together again, for people: one port has one list of hosts. */
public final class WholeRoutes {

  private WholeRoutes() {}

  /**
   * The route configurations in the same order, with those that are shards of one in the place of
   * the first of them. A virtual host that is in several has the domains of all of them.
   */
  public static List<RouteConfiguration> of(Iterable<RouteConfiguration> configurations) {
    Map<String, List<RouteConfiguration>> parts = new LinkedHashMap<>();
    for (RouteConfiguration one : configurations) {
      if (ShardNames.isShard(one.getName())) {
        parts.computeIfAbsent(ShardNames.whole(one.getName()), n -> new ArrayList<>()).add(one);
      }
    }
    List<RouteConfiguration> whole = new ArrayList<>();
    for (RouteConfiguration one : configurations) {
      String name = ShardNames.whole(one.getName());
      // Those of Envoy's bootstrap may have no name, so only shards are told by theirs.
      List<RouteConfiguration> shards = parts.get(name);
      if (shards == null) {
        whole.add(one);
      } else if (!shards.isEmpty()) {
        whole.add(of(name, shards));
        shards.clear();
      }
    }
    return whole;
  }

  private static RouteConfiguration of(String name, List<RouteConfiguration> shards) {
    TreeMap<String, VirtualHost> hosts = new TreeMap<>();
    for (RouteConfiguration shard : shards) {
      shard
          .getVirtualHostsList()
          .forEach(host -> hosts.merge(host.getName(), host, WholeRoutes::together));
    }
    return shards.getFirst().toBuilder()
        .setName(name)
        .clearVirtualHosts()
        .clearRequestHeadersToRemove()
        .addAllVirtualHosts(hosts.values())
        .build();
  }

  private static VirtualHost together(VirtualHost one, VirtualHost other) {
    Set<String> domains = new LinkedHashSet<>(one.getDomainsList());
    return domains.addAll(other.getDomainsList())
        ? one.toBuilder().clearDomains().addAllDomains(domains).build()
        : one;
  }
}
