package dev.ostia.cli.routetest;

import dev.ostia.translator.simulate.Headers;
import java.util.Optional;

/**
 * One of the answers that a request may get.
 *
 * @param fraction of such requests that get it, from 0 to 1
 * @param outcome as in {@link Expected#outcome}
 * @param status 0 without an answer
 * @param backend the endpoint's name; empty for the gateway itself
 * @param sent the request as the endpoint gets it, with pseudo headers
 */
record Answer(
    double fraction,
    String outcome,
    int status,
    Headers headers,
    String body,
    String backend,
    String route,
    String routeName,
    String cluster,
    Optional<Headers> sent) {

  /** No answer at all. */
  static Answer none(double fraction, String outcome) {
    return new Answer(fraction, outcome, 0, Headers.NONE, "", "", "", "", "", Optional.empty());
  }

  /** How shares count it. */
  String label() {
    return backend.isEmpty() ? "status " + status : backend;
  }
}
