package dev.ostia.envoy.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * What may differ between the bootstraps of two gateways.
 *
 * @param identity who the gateway is
 * @param xds where the control plane serves ADS
 * @param xdsTls how that connection is secured; null for plain text
 * @param protocol the variant of ADS
 * @param admin where Envoy's admin interface listens; port 0 lets the system choose
 * @param ready where {@code /healthz/ready} is served; port 0 for nowhere
 * @param stats where {@code /stats/prometheus} is served; port 0 for nowhere
 * @param maxConnections how many downstream connections Envoy accepts at a time
 */
public record BootstrapOptions(
    GatewayIdentity identity,
    HostPort xds,
    @Nullable XdsTls xdsTls,
    XdsProtocol protocol,
    HostPort admin,
    HostPort ready,
    HostPort stats,
    int maxConnections) {

  /**
   * Istio's ports, all on loopback: whoever wants a port seen from outside says so. The number of
   * connections is the one of Envoy's best practices for edge proxies.
   */
  public static final BootstrapOptions DEFAULT =
      new BootstrapOptions(
          GatewayIdentity.DEFAULT,
          new HostPort("127.0.0.1", 15010),
          null,
          XdsProtocol.DELTA,
          new HostPort("127.0.0.1", 15000),
          new HostPort("127.0.0.1", 15021),
          new HostPort("127.0.0.1", 15090),
          50_000);

  public BootstrapOptions {
    if (admin.port() == 0 && (ready.port() != 0 || stats.port() != 0)) {
      throw new IllegalArgumentException(
          "the ready and the stats port lead to the admin port, so that must be a fixed one");
    }
  }

  /** Options with a connection to the control plane in plain text. */
  public BootstrapOptions(
      GatewayIdentity identity,
      HostPort xds,
      XdsProtocol protocol,
      HostPort admin,
      HostPort ready,
      HostPort stats,
      int maxConnections) {
    this(identity, xds, null, protocol, admin, ready, stats, maxConnections);
  }

  /** For tests: any free admin port, no ready and no stats port. */
  public static BootstrapOptions ephemeral(GatewayIdentity identity, HostPort xds) {
    HostPort none = new HostPort("127.0.0.1", 0);
    return new BootstrapOptions(
        identity, xds, XdsProtocol.DELTA, none, none, none, DEFAULT.maxConnections());
  }

  /** Another variant of ADS. */
  public BootstrapOptions withProtocol(XdsProtocol newProtocol) {
    return new BootstrapOptions(
        identity, xds, xdsTls, newProtocol, admin, ready, stats, maxConnections);
  }

  /** A connection to the control plane that is secured like this; null for plain text. */
  public BootstrapOptions withXdsTls(@Nullable XdsTls newTls) {
    return new BootstrapOptions(
        identity, xds, newTls, protocol, admin, ready, stats, maxConnections);
  }
}
