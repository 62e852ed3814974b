package dev.ostia.controlplane.cases;

import dev.ostia.translator.simulate.Headers;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;

/**
 * What a call gave, from the simulator or from Envoy.
 *
 * @param outcome one of those of {@link Expectation}
 * @param status 0 without an answer
 * @param handshake what the client was shown; empty without TLS
 * @param seen the request as the backend got it; empty if none got it
 */
public record Answer(
    String outcome,
    int status,
    Headers headers,
    String body,
    Optional<Handshake> handshake,
    Optional<BackendView> seen) {

  /**
   * The TLS handshake.
   *
   * @param alpn the protocol that was agreed on, empty for none
   * @param version empty where it is not known
   * @param cipher empty where it is not known
   * @param stapled whether an OCSP response came along
   */
  public record Handshake(
      X509Certificate certificate, String alpn, String version, String cipher, boolean stapled) {

    /** One without an OCSP response. */
    public Handshake(X509Certificate certificate, String alpn, String version, String cipher) {
      this(certificate, alpn, version, cipher, false);
    }
  }

  /**
   * The request at the backend.
   *
   * @param backend its name
   * @param tls of its handshake: {@code sni}, {@code alpn}, {@code client}; empty without TLS
   */
  public record BackendView(
      String backend,
      String method,
      String path,
      String host,
      Headers headers,
      Map<String, String> tls) {}

  /** No answer, for this reason. */
  public static Answer none(String outcome) {
    return new Answer(outcome, 0, Headers.NONE, "", Optional.empty(), Optional.empty());
  }

  /** This answer after this handshake. */
  public Answer after(Handshake shown) {
    return new Answer(outcome, status, headers, body, Optional.of(shown), seen);
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
