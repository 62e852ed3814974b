package dev.ostia.controlplane.cases;

import java.util.List;
import java.util.Optional;

/**
 * How a call speaks to the gateway below HTTP.
 *
 * @param protocol what it speaks
 * @param sni the server name of the handshake; empty for none
 * @param clientCertificate the name of the certificate that the client shows
 * @param alpn the protocols that the client offers, the one it likes best first
 * @param version the only TLS version that the client speaks, such as {@code TLSv1.2}
 * @param ciphers the only cipher suites that the client speaks, with their standard names
 * @param signatures the only signature schemes that the client takes, with their standard names: by
 *     these a client tells a server which kinds of certificates it takes
 * @param send the line that is sent: over TCP, or after a switch of protocols
 */
public record Wire(
    Protocol protocol,
    String sni,
    Optional<String> clientCertificate,
    List<String> alpn,
    Optional<String> version,
    List<String> ciphers,
    List<String> signatures,
    String send) {

  /** What a client speaks. */
  public enum Protocol {
    HTTP(false),
    /** HTTP/1.1, or HTTP/2 if ALPN says so, over TLS. */
    HTTPS(true),
    /** One line there, one line back. */
    TCP(false),
    /** The same over TLS. */
    TLS(true),
    /** A unary gRPC call over TLS. */
    GRPC(true),
    /** The same without TLS: HTTP/2 from the first byte. */
    PLAIN_GRPC(false);

    private final boolean tls;

    Protocol(boolean tls) {
      this.tls = tls;
    }

    /** Whether the client starts with a TLS handshake. */
    public boolean isTls() {
      return tls;
    }

    /** Whether requests are HTTP. */
    public boolean isHttp() {
      return this == HTTP || this == HTTPS || isGrpc();
    }

    /** Whether requests are gRPC calls. */
    public boolean isGrpc() {
      return this == GRPC || this == PLAIN_GRPC;
    }
  }
}
