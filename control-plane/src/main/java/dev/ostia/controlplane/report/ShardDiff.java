package dev.ostia.controlplane.report;

import dev.ostia.controlplane.group.ResourceDiff;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.route.shard.ShardNames;
import dev.ostia.translator.route.shard.WholeRoutes;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What changed in route configurations that are in shards, told of the whole.
 *
 * @param changes by the name of the whole
 */
record ShardDiff(Map<String, Change> changes) {

  /**
   * A change of one port.
   *
   * @param hosts virtual hosts that differ
   * @param added number of new shards
   * @param removed number of shards that are no more
   */
  record Change(ResourceDiff hosts, int added, int removed) {}

  /** Looks only at the shards that differ. */
  static ShardDiff of(ResourceDiff diff, Translation before, Translation after) {
    Map<String, List<RouteConfiguration>> old = new TreeMap<>();
    Map<String, List<RouteConfiguration>> now = new TreeMap<>();
    collect(diff.updated(), before, old);
    collect(diff.removed(), before, old);
    collect(diff.updated(), after, now);
    collect(diff.added(), after, now);
    Map<String, Change> changes = new TreeMap<>();
    for (String name : now.keySet()) {
      changes.put(
          name,
          new Change(
              ResourceDiff.of(
                  hosts(old.getOrDefault(name, List.of())),
                  hosts(now.getOrDefault(name, List.of()))),
              count(diff.added(), name),
              count(diff.removed(), name)));
    }
    return new ShardDiff(changes);
  }

  /** These names without those of shards. */
  List<String> without(List<String> names) {
    return names.stream().filter(name -> !ShardNames.isShard(name)).toList();
  }

  private static void collect(
      List<String> names, Translation translation, Map<String, List<RouteConfiguration>> into) {
    for (String name : names) {
      if (ShardNames.isShard(name)
          && translation.resources(ResourceType.ROUTE).get(name) instanceof RouteConfiguration r) {
        into.computeIfAbsent(ShardNames.whole(name), n -> new ArrayList<>()).add(r);
      }
    }
  }

  private static Map<String, VirtualHost> hosts(List<RouteConfiguration> shards) {
    Map<String, VirtualHost> hosts = new LinkedHashMap<>();
    WholeRoutes.of(shards)
        .forEach(whole -> whole.getVirtualHostsList().forEach(h -> hosts.put(h.getName(), h)));
    return hosts;
  }

  private static int count(List<String> names, String whole) {
    return (int)
        names.stream()
            .filter(name -> ShardNames.isShard(name) && ShardNames.whole(name).equals(whole))
            .count();
  }
}
