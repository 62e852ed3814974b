package dev.ostia.translator.route;

import dev.ostia.translator.route.shard.Shards;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.ScopedRouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How the virtual hosts of a port are laid out: in one route configuration, or above a number of
 * them in shards. The listener changes with it, so shards go only below half of that number, and
 * what was used once is kept up: connections of before go on with the listener of before.
 */
final class PortLayout {

  private final String name;
  private final int shardAbove;
  private @Nullable RouteConfiguration whole;
  private @Nullable Shards shards;
  private boolean sharded;
  private boolean wholeUsed;
  private int serverPort;
  private OptionalInt http3Port = OptionalInt.empty();
  private boolean anew = true;

  PortLayout(String name, int shardAbove) {
    this.name = name;
    this.shardAbove = shardAbove;
  }

  /** Other servers share the port: the next virtual hosts are all new. */
  void restart(int firstServerPort, OptionalInt newHttp3Port) {
    serverPort = firstServerPort;
    http3Port = newHttp3Port;
    anew = true;
  }

  /** Takes over what the virtual hosts changed last. */
  void update(VirtualHosts hosts) {
    int size = hosts.size();
    sharded = size > 0 && (sharded ? size >= shardAbove / 2 : size > shardAbove);
    if (sharded || shards != null) {
      deal(hosts);
    }
    anew = false;
    wholeUsed |= !sharded;
    if (wholeUsed) {
      List<TracedVirtualHost> all = hosts.all();
      whole =
          all.isEmpty()
              ? RouteConfigurations.blackHole(name, serverPort)
              : RouteConfigurations.of(name, all, http3Port);
    }
  }

  private void deal(VirtualHosts hosts) {
    Shards dealt = shards == null ? new Shards(name, shardAbove, this::shard) : shards;
    if (anew || shards == null) {
      dealt.clear();
      for (TracedVirtualHost host : hosts.all()) {
        dealt.add(host.virtualHost());
      }
    } else {
      for (VirtualHosts.Change change : hosts.changes()) {
        if (change.before() != null) {
          dealt.remove(change.before().virtualHost());
        }
      }
      for (VirtualHosts.Change change : hosts.changes()) {
        if (change.now() != null) {
          dealt.add(change.now().virtualHost());
        }
      }
    }
    dealt.update();
    shards = dealt;
  }

  private RouteConfiguration shard(String shard, List<VirtualHost> hosts) {
    return RouteConfigurations.shard(shard, hosts, http3Port);
  }

  /** The name of the whole route configuration, which listeners know it by. */
  String name() {
    return name;
  }

  /** Whether the listener leads to shards. */
  boolean sharded() {
    return sharded;
  }

  /** All route configurations by name. */
  Map<String, RouteConfiguration> configurations() {
    Map<String, RouteConfiguration> all = new HashMap<>();
    if (whole != null) {
      all.put(name, whole);
    }
    if (shards != null) {
      all.putAll(shards.configurations());
    }
    return all;
  }

  /** The scopes by name; none without shards. */
  Map<String, ScopedRouteConfiguration> scopes() {
    return shards == null ? Map.of() : shards.scopes();
  }
}
