package dev.ostia.translator.config;

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
 */
public record GatewayDefaults(
    PathNormalization pathNormalization,
    int numTrustedProxies,
    ClientCertDetails clientCertDetails,
    boolean proxyProtocol,
    ProxyHeaders headers,
    TlsDefaults tls) {

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

  /**
   * Which headers the gateway adds of its own.
   *
   * @param server the value of {@code server} in responses; empty to leave that of the backend
   * @param requestId whether requests get {@code x-request-id}
   * @param attemptCount whether backends get {@code x-envoy-attempt-count}
   * @param debug whether Envoy's own {@code x-envoy-} headers are added
   * @param forwardedPort whether backends get {@code x-forwarded-port}
   * @param preserveCase whether HTTP/1.1 header names keep their case
   */
  public record ProxyHeaders(
      String server,
      boolean requestId,
      boolean attemptCount,
      boolean debug,
      boolean forwardedPort,
      boolean preserveCase) {

    /** Istio's defaults. */
    public static final ProxyHeaders ISTIO =
        new ProxyHeaders("istio-envoy", true, true, true, false, false);
  }

  /** Istio's defaults. */
  public static final GatewayDefaults ISTIO =
      new GatewayDefaults(
          PathNormalization.BASE,
          0,
          ClientCertDetails.SANITIZE_SET,
          false,
          ProxyHeaders.ISTIO,
          TlsDefaults.NONE);
}
