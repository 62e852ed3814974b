package dev.ostia.translator.config;

import dev.ostia.translator.config.GatewayDefaults.ClientCertDetails;
import dev.ostia.translator.config.GatewayDefaults.ClientCertParts;
import dev.ostia.translator.config.GatewayDefaults.ProxyHeaders;
import java.time.Duration;
import java.util.Optional;

/**
 * What one gateway has otherwise than the mesh configuration says: the fields of Istio's {@code
 * ProxyConfig} that its node gives as {@code metadata.PROXY_CONFIG}, and two settings of the
 * metadata itself. Empty stands for what the mesh says.
 *
 * @param numTrustedProxies {@code gatewayTopology.numTrustedProxies}
 * @param clientCertDetails {@code gatewayTopology.forwardClientCertDetails}
 * @param proxyProtocol whether {@code gatewayTopology.proxyProtocol} is there
 * @param headers {@code proxyHeaders}
 * @param sampling {@code tracing.sampling} in percent
 * @param idleTimeout {@code metadata.IDLE_TIMEOUT}: when a connection without requests is closed
 * @param http10 {@code metadata.HTTP10}: whether HTTP/1.0 is spoken
 */
public record ProxyOverrides(
    Optional<Integer> numTrustedProxies,
    Optional<ClientCertDetails> clientCertDetails,
    Optional<Boolean> proxyProtocol,
    Headers headers,
    Optional<Double> sampling,
    Optional<Duration> idleTimeout,
    Optional<Boolean> http10) {

  /** The mesh configuration as it is. */
  public static final ProxyOverrides NONE =
      new ProxyOverrides(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Headers.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** The fields of {@code proxyHeaders}, as in {@link ProxyHeaders}. */
  public record Headers(
      Optional<String> server,
      Optional<Boolean> requestId,
      Optional<Boolean> attemptCount,
      Optional<Boolean> debug,
      Optional<Boolean> forwardedPort,
      Optional<Boolean> forwardedHost,
      Optional<Boolean> preserveCase,
      Optional<ClientCertParts> clientCertParts) {

    /** Those of the mesh. */
    public static final Headers NONE =
        new Headers(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private ProxyHeaders over(ProxyHeaders mesh) {
      return new ProxyHeaders(
          server.orElse(mesh.server()),
          requestId.orElse(mesh.requestId()),
          attemptCount.orElse(mesh.attemptCount()),
          debug.orElse(mesh.debug()),
          forwardedPort.orElse(mesh.forwardedPort()),
          forwardedHost.orElse(mesh.forwardedHost()),
          preserveCase.orElse(mesh.preserveCase()),
          clientCertParts.orElse(mesh.clientCertParts()));
    }
  }

  /** The same with this share of traced requests. */
  public ProxyOverrides withSampling(Optional<Double> percent) {
    return new ProxyOverrides(
        numTrustedProxies, clientCertDetails, proxyProtocol, headers, percent, idleTimeout, http10);
  }

  /** The same with what else the metadata of a node may say. */
  public ProxyOverrides with(Optional<Duration> idle, Optional<Boolean> oldHttp) {
    return new ProxyOverrides(
        numTrustedProxies, clientCertDetails, proxyProtocol, headers, sampling, idle, oldHttp);
  }

  /** These settings, and those of the mesh where they say nothing. */
  public GatewayDefaults over(GatewayDefaults mesh) {
    return new GatewayDefaults(
        mesh.pathNormalization(),
        numTrustedProxies.orElse(mesh.numTrustedProxies()),
        clientCertDetails.orElse(mesh.clientCertDetails()),
        proxyProtocol.orElse(mesh.proxyProtocol()),
        headers.over(mesh.headers()),
        mesh.tls(),
        idleTimeout.or(mesh::idleTimeout),
        http10.orElse(mesh.http10()));
  }

  /** The mesh configuration as it counts for this gateway; the same instance if nothing differs. */
  public MeshConfig over(MeshConfig mesh) {
    return equals(NONE)
        ? mesh
        : mesh.with(
            mesh.upstreamDefaults(),
            over(mesh.gatewayDefaults()),
            mesh.telemetryDefaults()
                .withSampling(sampling.orElse(mesh.telemetryDefaults().sampling())));
  }
}
