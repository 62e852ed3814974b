package dev.ostia.controlplane.cases;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a call is to give. What is not named is not looked at.
 *
 * @param outcome {@code answer}; {@code refused}: nobody listens; {@code handshake-failed}: no TLS
 *     connection came about; {@code closed}: it is closed or reset before an answer
 * @param backend the name of the backend that answers; empty for Envoy itself
 * @param headers of the response, null for one that must not be there
 * @param shown what the gateway shows in the handshake
 * @param sees what the backend is to see
 * @param observe how often each backend answers
 */
public record Expectation(
    String outcome,
    OptionalInt status,
    Optional<String> backend,
    Optional<String> body,
    Map<String, Optional<String>> headers,
    Shown shown,
    Optional<Seen> sees,
    Optional<Observation> observe) {

  public static final String ANSWER = "answer";
  public static final String REFUSED = "refused";
  public static final String CLOSED = "closed";
  public static final String HANDSHAKE_FAILED = "handshake-failed";

  /** Any value, as long as the header is there. */
  public static final String ANY = "*";

  /**
   * The handshake with the gateway.
   *
   * @param certificate the name of the certificate that the client is shown
   * @param alpn the protocol that was agreed on, empty for none
   * @param stapled {@code true} if an OCSP response is to come along, {@code false} if not
   */
  public record Shown(
      Optional<String> certificate,
      Optional<String> alpn,
      Optional<String> tlsVersion,
      Optional<String> cipher,
      Optional<String> stapled) {

    /** Nothing is expected of it. */
    static final Shown NOTHING =
        new Shown(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /**
   * The request at the backend; an absent header has no value.
   *
   * @param tls of the handshake with the backend: {@code sni}, {@code alpn} and {@code client}, the
   *     subject of the certificate that the gateway shows
   */
  public record Seen(
      Optional<String> method,
      Optional<String> path,
      Optional<String> host,
      Map<String, Optional<String>> headers,
      Map<String, Optional<String>> tls) {}

  /**
   * A call that is repeated.
   *
   * @param count how often
   * @param backends for each backend the fewest and the most answers; empty if all calls are to be
   *     answered by the same backend, whichever it is
   * @param mirrored for each backend that does not answer the fewest and the most requests that it
   *     gets all the same; only a real Envoy sends them
   */
  public record Observation(
      int count, Map<String, Bounds> backends, Map<String, Bounds> mirrored) {}

  /** Both ends belong to it. */
  public record Bounds(int least, int most) {

    public boolean hold(double count) {
      return count >= least && count <= most;
    }
  }
}
