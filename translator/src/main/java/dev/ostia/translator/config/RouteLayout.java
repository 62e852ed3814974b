package dev.ostia.translator.config;

/**
 * How the listeners and routes of a proxy are laid out in Envoy's configuration. Answers to
 * requests are the same with every layout, but for the header that tells of HTTP/3.
 *
 * @param metadataOnRoutes whether every route names its VirtualService, for people who use {@code
 *     istioctl}; else a virtual host does so for its routes where it can
 * @param http3 whether HTTPS servers are reached over HTTP/3 as well; Istio's {@code
 *     PILOT_ENABLE_QUIC_LISTENERS}
 */
public record RouteLayout(boolean metadataOnRoutes, boolean http3) {

  /** A layout without HTTP/3. */
  public RouteLayout(boolean metadataOnRoutes) {
    this(metadataOnRoutes, false);
  }

  /** As lean as can be. */
  public static final RouteLayout LEAN = new RouteLayout(false);
}
