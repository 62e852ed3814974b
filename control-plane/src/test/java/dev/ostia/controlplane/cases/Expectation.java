package dev.ostia.controlplane.cases;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a call is to give. What is not named is not looked at.
 *
 * @param outcome {@code answer}, {@code refused} or {@code closed}
 * @param backend the name of the backend that answers; empty for Envoy itself
 * @param headers of the response, null for one that must not be there
 * @param sees what the backend is to see
 * @param observe how often each backend answers
 */
public record Expectation(
    String outcome,
    OptionalInt status,
    Optional<String> backend,
    Optional<String> body,
    Map<String, Optional<String>> headers,
    Optional<Seen> sees,
    Optional<Observation> observe) {

  public static final String ANSWER = "answer";
  public static final String REFUSED = "refused";
  public static final String CLOSED = "closed";

  /** Any value, as long as the header is there. */
  public static final String ANY = "*";

  /** The request at the backend; an absent header has no value. */
  public record Seen(
      Optional<String> method,
      Optional<String> path,
      Optional<String> host,
      Map<String, Optional<String>> headers) {}

  /**
   * A call that is repeated.
   *
   * @param count how often
   * @param backends for each backend the fewest and the most answers
   */
  public record Observation(int count, Map<String, Bounds> backends) {}

  /** Both ends belong to it. */
  public record Bounds(int least, int most) {

    public boolean hold(double count) {
      return count >= least && count <= most;
    }
  }
}
