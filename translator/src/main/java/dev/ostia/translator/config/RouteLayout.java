package dev.ostia.translator.config;

/**
 * How the listeners and routes of a proxy are laid out in Envoy's configuration. Answers to
 * requests are the same with every layout, but for the header that tells of HTTP/3.
 *
 * @param metadataOnRoutes whether every route names its VirtualService, for people who use {@code
 *     istioctl}; else a virtual host does so for its routes where it can
 * @param http3 whether HTTPS servers are reached over HTTP/3 as well; Istio's {@code
 *     PILOT_ENABLE_QUIC_LISTENERS}
 * @param shardAbove the number of virtual hosts above which the routes of a port are dealt out to
 *     shards; {@link #NEVER} for none
 */
public record RouteLayout(boolean metadataOnRoutes, boolean http3, int shardAbove) {

  /** A layout without HTTP/3 and shards. */
  public RouteLayout(boolean metadataOnRoutes) {
    this(metadataOnRoutes, false);
  }

  /** A layout without shards. */
  public RouteLayout(boolean metadataOnRoutes, boolean http3) {
    this(metadataOnRoutes, http3, NEVER);
  }

  /** More virtual hosts than there can be. */
  public static final int NEVER = Integer.MAX_VALUE;

  /** As lean as can be, without shards. */
  public static final RouteLayout LEAN = new RouteLayout(false);

  /** The number of virtual hosts above which a port has shards where nobody says otherwise. */
  public static final int SHARD_ABOVE = 2_000;

  /** What a control plane serves that is not told otherwise. */
  public static final RouteLayout STANDARD = LEAN.withShardsAbove(SHARD_ABOVE);

  /** The same without shards, for an Envoy that cannot have them. */
  public RouteLayout withoutShards() {
    return withShardsAbove(NEVER);
  }

  /** The same with shards above this number of virtual hosts. */
  public RouteLayout withShardsAbove(int number) {
    return new RouteLayout(metadataOnRoutes, http3, number);
  }
}
