package dev.ostia.translator.config;

/**
 * How the routes of a proxy are laid out in Envoy's configuration. Answers to requests are the same
 * with every layout.
 *
 * @param metadataOnRoutes whether every route names its VirtualService, for people who use {@code
 *     istioctl}; else a virtual host does so for its routes where it can
 */
public record RouteLayout(boolean metadataOnRoutes) {

  /** As lean as can be. */
  public static final RouteLayout LEAN = new RouteLayout(false);
}
