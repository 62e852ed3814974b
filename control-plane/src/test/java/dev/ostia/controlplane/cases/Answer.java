package dev.ostia.controlplane.cases;

import dev.ostia.translator.simulate.Headers;
import java.util.Optional;

/**
 * What a call gave, from the simulator or from Envoy.
 *
 * @param outcome {@code answer}, {@code refused} or {@code closed}
 * @param status 0 without an answer
 * @param seen the request as the backend got it; empty if none got it
 */
public record Answer(
    String outcome, int status, Headers headers, String body, Optional<BackendView> seen) {

  /**
   * The request at the backend.
   *
   * @param backend its name
   */
  public record BackendView(
      String backend, String method, String path, String host, Headers headers) {}

  /** No answer, for this reason. */
  public static Answer none(String outcome) {
    return new Answer(outcome, 0, Headers.NONE, "", Optional.empty());
  }

  /** The backend that answered; empty if Envoy did. */
  public String backend() {
    return seen.map(BackendView::backend).orElse("");
  }

  /** How an observation counts it: the backend's name, or the status that Envoy gave. */
  public String label() {
    return seen.map(BackendView::backend).orElse("status " + status);
  }
}
