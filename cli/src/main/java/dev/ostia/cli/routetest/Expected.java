package dev.ostia.cli.routetest;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What must come of a request. What is not named is not looked at.
 *
 * @param outcome {@code answer}, {@code refused} or {@code closed}
 * @param backend the name or address of an endpoint that gets the request; empty for an answer of
 *     the gateway itself
 * @param route the VirtualService's rule, {@code namespace/name http[0]}, or the name of the route
 * @param cluster Envoy's name of the destination
 * @param headers of the answer; one without a value must not be there
 * @param sees the request as the endpoint gets it
 * @param shares percent of the requests by backend, or by {@code status 503}
 */
record Expected(
    String outcome,
    OptionalInt status,
    Optional<String> backend,
    Optional<String> route,
    Optional<String> cluster,
    Optional<String> body,
    Map<String, Optional<String>> headers,
    Optional<Seen> sees,
    Map<String, Bounds> shares) {

  static final String ANSWER = "answer";
  static final String REFUSED = "refused";
  static final String CLOSED = "closed";

  /** Any value, as long as the header is there. */
  static final String ANY = "*";

  /** The request at the endpoint. */
  record Seen(
      Optional<String> method,
      Optional<String> path,
      Optional<String> host,
      Map<String, Optional<String>> headers) {}

  /** The least and the most percent; both belong to it. */
  record Bounds(double least, double most) {

    boolean hold(double percent) {
      return percent >= least && percent <= most;
    }
  }
}
