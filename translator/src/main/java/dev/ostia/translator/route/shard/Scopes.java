package dev.ostia.translator.route.shard;

import io.envoyproxy.envoy.config.route.v3.ScopedRouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.ScopedRouteConfiguration.Key;
import io.envoyproxy.envoy.config.route.v3.ScopedRouteConfiguration.Key.Fragment;
import java.util.Map;
import java.util.TreeMap;

/** Which cell is answered by which shard, as Envoy's scopes. */
final class Scopes {

  private Scopes() {}

  /** One for each cell, and one for each shard that no request is in: see {@link #unused}. */
  static Map<String, ScopedRouteConfiguration> of(String routes, Iterable<String> shards) {
    Map<String, ScopedRouteConfiguration> scopes = new TreeMap<>();
    for (String shard : shards) {
      String name = ShardNames.of(routes, shard);
      put(scopes, unused(name), unused(name), name);
      int shift = ShardFunction.BITS - shard.length();
      for (int i = 0; i < 1 << shift; i++) {
        String rest = Integer.toBinaryString((1 << shift) + i).substring(1);
        String cell = shard + rest;
        String key = ShardFunction.key(routes, Integer.parseInt(cell, 2));
        put(scopes, ShardNames.of(routes, cell), key, name);
      }
    }
    return scopes;
  }

  /**
   * A scope that makes Envoy fetch a shard before any cell is led to it: Envoy asks for a route
   * configuration only when a scope names it, and answers 404 until it is there.
   */
  private static String unused(String shard) {
    return shard + "!";
  }

  private static void put(
      Map<String, ScopedRouteConfiguration> scopes, String name, String key, String shard) {
    scopes.put(
        name,
        ScopedRouteConfiguration.newBuilder()
            .setName(name)
            .setRouteConfigurationName(shard)
            .setKey(Key.newBuilder().addFragments(Fragment.newBuilder().setStringKey(key)))
            .build());
  }
}
