package dev.ostia.translator.simulate;

import dev.ostia.translator.simulate.Outcome.Response;
import dev.ostia.translator.simulate.Simulation.Share;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.CorsPolicy;
import java.util.Optional;

/** Envoy's CORS filter: answers preflights, and tells browsers whom an answer is for. */
final class CorsFilter {

  private static final String NAME = "envoy.filters.http.cors";

  private final Optional<CorsPolicy> policy;
  private final Headers request;

  private CorsFilter(Optional<CorsPolicy> policy, Headers request) {
    this.policy = policy;
    this.request = request;
  }

  /** The filter as this route sets it, for this request. */
  static CorsFilter of(PerRouteConfig config, Headers request) {
    return new CorsFilter(config.of(NAME, CorsPolicy.class), request);
  }

  /** The headers of the answer to a preflight; empty if the request goes on to the route. */
  Optional<Headers> preflight() {
    boolean asked =
        policy.isPresent()
            && request.value(":method").orElse("").equals("OPTIONS")
            && !origin().isEmpty()
            && !request.value("access-control-request-method").orElse("").isEmpty();
    if (!asked) {
      return Optional.empty();
    }
    if (!originAllowed()) {
      boolean forward =
          !policy.get().hasForwardNotMatchingPreflights()
              || policy.get().getForwardNotMatchingPreflights().getValue();
      return forward ? Optional.empty() : Optional.of(Headers.NONE);
    }
    Headers headers = allow(Headers.NONE);
    headers = put(headers, "access-control-allow-methods", policy.get().getAllowMethods());
    headers = put(headers, "access-control-allow-headers", policy.get().getAllowHeaders());
    return Optional.of(put(headers, "access-control-max-age", policy.get().getMaxAge()));
  }

  /** Any other answer, with the headers that it gets. */
  Share on(Share share) {
    Outcome outcome =
        switch (share.outcome()) {
          case Outcome.Replied(Response response) -> new Outcome.Replied(on(response));
          case Outcome.Forwarded f ->
              new Outcome.Forwarded(
                  f.cluster(), f.endpoints(), f.sent(), f.attempts(), on(f.response()));
          default -> share.outcome();
        };
    return new Share(share.weight(), share.totalWeight(), outcome);
  }

  private Response on(Response response) {
    return new Response(
        response.status(), headers(response.headers()), response.body(), response.reason());
  }

  private Headers headers(Headers response) {
    if (policy.isEmpty() || !originAllowed()) {
      return response;
    }
    return put(allow(response), "access-control-expose-headers", policy.get().getExposeHeaders());
  }

  private Headers allow(Headers headers) {
    Headers result = headers.set("access-control-allow-origin", origin());
    return policy.isPresent() && policy.get().getAllowCredentials().getValue()
        ? result.set("access-control-allow-credentials", "true")
        : result;
  }

  private boolean originAllowed() {
    return !origin().isEmpty()
        && policy.isPresent()
        && policy.get().getAllowOriginStringMatchList().stream()
            .anyMatch(
                matcher ->
                    matcher.getExact().equals("*") || StringMatch.matches(matcher, origin()));
  }

  private String origin() {
    return request.value("origin").orElse("");
  }

  private static Headers put(Headers headers, String name, String value) {
    return value.isEmpty() ? headers : headers.set(name, value);
  }
}
