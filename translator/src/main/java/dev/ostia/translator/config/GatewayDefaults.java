package dev.ostia.translator.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The settings of Istio's {@code MeshConfig} that count for every HTTP connection to a gateway.
 *
 * @param pathNormalization {@code pathNormalization.normalization}
 * @param numTrustedProxies {@code defaultConfig.gatewayTopology.numTrustedProxies}: how many
 *     proxies before the gateway are trusted to tell the client's address
 * @param clientCertDetails {@code defaultConfig.gatewayTopology.forwardClientCertDetails}
 * @param proxyProtocol whether {@code defaultConfig.gatewayTopology.proxyProtocol} is there: every
 *     connection begins with the header of the PROXY protocol
 * @param headers {@code defaultConfig.proxyHeaders}
 * @param tls {@code tlsDefaults}
 * @param idleTimeout when a connection without requests is closed; empty for Envoy's hour
 * @param http10 whether HTTP/1.0 is spoken
 */
public record GatewayDefaults(
    PathNormalization pathNormalization,
    int numTrustedProxies,
    ClientCertDetails clientCertDetails,
    boolean proxyProtocol,
    ProxyHeaders headers,
    TlsDefaults tls,
    Optional<Duration> idleTimeout,
    boolean http10) {

  /** What is done to a path before it is compared. */
  public enum PathNormalization {
    /** Nothing. */
    NONE,
    /** RFC 3986: dots are resolved, characters are decoded that need no encoding. */
    BASE,
    /** And two slashes count as one. */
    MERGE_SLASHES,
    /** And encoded slashes count as slashes. */
    DECODE_AND_MERGE_SLASHES
  }

  /** What becomes of {@code x-forwarded-client-cert}. */
  public enum ClientCertDetails {
    SANITIZE,
    FORWARD_ONLY,
    APPEND_FORWARD,
    SANITIZE_SET,
    ALWAYS_FORWARD_ONLY
  }

  /** What of a client's certificate backends are told in {@code x-forwarded-client-cert}. */
  public record ClientCertParts(
      boolean subject, boolean cert, boolean chain, boolean dns, boolean uri) {

    /** Istio's defaults: all but the chain. */
    public static final ClientCertParts ISTIO = new ClientCertParts(true, true, false, true, true);
  }

  /**
   * Which headers the gateway adds of its own.
   *
   * @param server the value of {@code server} in responses; empty to leave that of the backend
   * @param requestId whether requests get {@code x-request-id}
   * @param attemptCount whether backends get {@code x-envoy-attempt-count}
   * @param debug whether Envoy's own {@code x-envoy-} headers are added
   * @param forwardedPort whether backends get {@code x-forwarded-port}
   * @param forwardedHost whether backends get {@code x-forwarded-host} where a rewrite changes the
   *     host
   * @param preserveCase whether HTTP/1.1 header names keep their case
   * @param clientCertParts {@code setCurrentClientCertDetails}: what of the client's certificate is
   *     told where {@link ClientCertDetails} has it told
   */
  public record ProxyHeaders(
      String server,
      boolean requestId,
      boolean attemptCount,
      boolean debug,
      boolean forwardedPort,
      boolean forwardedHost,
      boolean preserveCase,
      ClientCertParts clientCertParts) {

    /** Istio's defaults. */
    public static final ProxyHeaders ISTIO =
        new ProxyHeaders(
            "istio-envoy", true, true, true, false, false, false, ClientCertParts.ISTIO);
  }

  /** Istio's defaults. */
  public static final GatewayDefaults ISTIO =
      new GatewayDefaults(
          PathNormalization.BASE,
          0,
          ClientCertDetails.SANITIZE_SET,
          false,
          ProxyHeaders.ISTIO,
          TlsDefaults.NONE,
          Optional.empty(),
          false);
}
