package dev.ostia.translator.route.shard;

/**
 * Names of shards: that of the route configuration that they are parts of, {@code ~} and the first
 * bits of their cells. The name of a cell has all bits.
 */
public final class ShardNames {

  private static final char SIGN = '~';

  private ShardNames() {}

  static String of(String routes, String bits) {
    return routes + SIGN + bits;
  }

  /** The name without the shard; the same if there is none in it. */
  public static String whole(String name) {
    int sign = name.lastIndexOf(SIGN);
    return isShard(name) ? name.substring(0, sign) : name;
  }

  /** Whether this names a shard. */
  public static boolean isShard(String name) {
    int sign = name.lastIndexOf(SIGN);
    return sign >= 0 && name.substring(sign + 1).chars().allMatch(c -> c == '0' || c == '1');
  }

  /** Whether all requests for this Host header are led to this shard, if it is one of these. */
  public static boolean covers(String shard, String routes, String hostHeader) {
    return isShard(shard) && of(routes, ShardFunction.bitsOfHeader(hostHeader)).startsWith(shard);
  }
}
