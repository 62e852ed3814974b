package dev.ostia.cli.serve;

import dev.ostia.envoy.bootstrap.BootstrapOptions;
import dev.ostia.envoy.bootstrap.GatewayIdentity;
import dev.ostia.envoy.bootstrap.HostPort;
import dev.ostia.envoy.bootstrap.XdsProtocol;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gateway that runs beside the control plane.
 *
 * @param labels empty for those of Istio's default ingress gateway
 * @param ports local ports by the ports of Gateways
 * @param envoy the binary that the user named
 * @param adminPort 0 for any free one
 * @param readyPort 0 for none
 * @param statsPort 0 for none
 */
public record GatewaySettings(
    String namespace,
    Map<String, String> labels,
    String locality,
    Map<Integer, Integer> ports,
    @Nullable Path envoy,
    @Nullable Integer concurrency,
    int adminPort,
    int readyPort,
    int statsPort) {

  /** Istio's default ingress gateway with these ports mapped, and no fixed port else. */
  public static GatewaySettings ephemeral(Map<Integer, Integer> ports, @Nullable Path envoy) {
    return new GatewaySettings("istio-system", Map.of(), "", ports, envoy, null, 0, 0, 0);
  }

  GatewayIdentity identity() {
    GatewayIdentity identity =
        GatewayIdentity.DEFAULT.withName("gateway").withNamespace(namespace).withLocality(locality);
    return labels.isEmpty() ? identity : identity.withLabels(labels);
  }

  BootstrapOptions bootstrap(int xdsPort) {
    String loopback = "127.0.0.1";
    return new BootstrapOptions(
        identity(),
        new HostPort(loopback, xdsPort),
        XdsProtocol.DELTA,
        new HostPort(loopback, adminPort),
        new HostPort(loopback, readyPort),
        new HostPort(loopback, statsPort),
        BootstrapOptions.DEFAULT.maxConnections());
  }
}
