package dev.ostia.translator.route.rule;

/** Limits that a route configuration declares and that its routes have to keep. */
public final class RouteLimits {

  /** {@code max_direct_response_body_size_bytes}; the same as in Istio. */
  public static final int MAX_DIRECT_RESPONSE_BODY_BYTES = 1 << 20;

  private RouteLimits() {}
}
