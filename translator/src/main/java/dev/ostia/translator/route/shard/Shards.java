package dev.ostia.translator.route.shard;

import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.ScopedRouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * The virtual hosts of one port, dealt out to shards: each has the exact hosts of its cells and all
 * wildcard hosts. Takes changes virtual host by virtual host and makes only the shards anew that
 * they touch. Not thread-safe.
 */
public final class Shards {

  /** Of this many virtual hosts Envoy takes over a change in about 2 ms. */
  private static final int SIZE = 100;

  private final String routes;
  private final int size;
  private final BiFunction<String, List<VirtualHost>, RouteConfiguration> maker;
  private final ShardTree tree = new ShardTree();
  private final List<Map<String, VirtualHost>> cells = new ArrayList<>();
  private final Map<String, VirtualHost> wildcards = new HashMap<>();
  private final int[] counts = new int[ShardFunction.CELLS];
  private final Set<Integer> changedCells = new HashSet<>();
  private boolean wildcardsChanged;
  private Map<String, RouteConfiguration> configurations = Map.of();
  private Map<String, ScopedRouteConfiguration> scopes = Map.of();
  private Set<String> shards = Set.of();

  /**
   * No virtual hosts yet.
   *
   * @param routes the name of the whole
   * @param above the number of virtual hosts above which a port has shards at all
   * @param maker of a route configuration with a name and these virtual hosts
   */
  public Shards(
      String routes, int above, BiFunction<String, List<VirtualHost>, RouteConfiguration> maker) {
    this.routes = routes;
    this.size = Math.clamp(above / 4, 1, SIZE);
    this.maker = maker;
    for (int i = 0; i < ShardFunction.CELLS; i++) {
      cells.add(new HashMap<>());
    }
  }

  /** Forgets all virtual hosts, but not how they were dealt out. */
  public void clear() {
    cells.forEach(Map::clear);
    wildcards.clear();
    Arrays.fill(counts, 0);
    wildcardsChanged = true;
  }

  /** A virtual host that was there is there no more. */
  public void remove(VirtualHost host) {
    for (String domain : host.getDomainsList()) {
      if (isWildcard(domain)) {
        wildcardsChanged |= wildcards.remove(host.getName()) != null;
      } else {
        int cell = cell(domain);
        cells.get(cell).remove(host.getName());
        counts[cell]--;
        changedCells.add(cell);
      }
    }
  }

  /** A virtual host is new; if it had another form before, that was removed. */
  public void add(VirtualHost host) {
    for (String domain : host.getDomainsList()) {
      if (isWildcard(domain)) {
        wildcards.put(host.getName(), host);
        wildcardsChanged = true;
      } else {
        int cell = cell(domain);
        cells.get(cell).put(host.getName(), host);
        counts[cell]++;
        changedCells.add(cell);
      }
    }
  }

  /** Takes the changes in. */
  public void update() {
    // What is in every shard is worth no less than what is in one.
    Set<String> now = tree.update(counts, Math.max(size, wildcards.size()));
    boolean same = now.equals(shards);
    Map<String, RouteConfiguration> next = same ? new HashMap<>(configurations) : new HashMap<>();
    for (String shard : same && !wildcardsChanged ? touched() : now) {
      String name = ShardNames.of(routes, shard);
      RouteConfiguration before = configurations.get(name);
      boolean keep = !same && before != null && !wildcardsChanged && !isTouched(shard);
      next.put(name, keep && before != null ? before : maker.apply(name, hosts(shard)));
    }
    if (!same) {
      scopes = Scopes.of(routes, now);
      shards = now;
    }
    configurations = next;
    changedCells.clear();
    wildcardsChanged = false;
  }

  /** The route configurations by name. */
  public Map<String, RouteConfiguration> configurations() {
    return configurations;
  }

  /** The scopes by name; the same instance if they did not change. */
  public Map<String, ScopedRouteConfiguration> scopes() {
    return scopes;
  }

  /** The present shards that changed cells are in. */
  private Set<String> touched() {
    Set<String> touched = new TreeSet<>();
    for (int cell : changedCells) {
      for (int length = 0; length <= ShardFunction.BITS; length++) {
        String shard = bits(cell).substring(0, length);
        if (shards.contains(shard)) {
          touched.add(shard);
        }
      }
    }
    return touched;
  }

  private boolean isTouched(String shard) {
    return changedCells.stream().anyMatch(cell -> bits(cell).startsWith(shard));
  }

  private static String bits(int cell) {
    return Integer.toBinaryString(ShardFunction.CELLS | cell).substring(1);
  }

  /** In the order of their names. */
  private List<VirtualHost> hosts(String shard) {
    int shift = ShardFunction.BITS - shard.length();
    int first = shard.isEmpty() ? 0 : Integer.parseInt(shard, 2) << shift;
    Map<String, VirtualHost> all = new HashMap<>(wildcards);
    cells.subList(first, first + (1 << shift)).forEach(all::putAll);
    List<VirtualHost> trimmed = new ArrayList<>(all.size());
    all.values().forEach(host -> trimmed.add(trim(host, shard)));
    trimmed.sort(Comparator.comparing(VirtualHost::getName));
    return trimmed;
  }

  /** The virtual host with the domains that lead to the shard. */
  private static VirtualHost trim(VirtualHost host, String shard) {
    if (host.getDomainsCount() == 1) {
      return host; // It is here for this one.
    }
    Set<String> others = new TreeSet<>();
    for (String domain : host.getDomainsList()) {
      if (!isWildcard(domain) && !ShardFunction.bits(domain).startsWith(shard)) {
        others.add(domain);
      }
    }
    if (others.isEmpty()) {
      return host;
    }
    List<String> own = new ArrayList<>(host.getDomainsList());
    own.removeAll(others);
    return host.toBuilder().clearDomains().addAllDomains(own).build();
  }

  private static boolean isWildcard(String domain) {
    return domain.startsWith("*");
  }

  private static int cell(String domain) {
    return Integer.parseInt(ShardFunction.bits(domain), 2);
  }
}
