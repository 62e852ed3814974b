package dev.ostia.cli.proxyconfig.table;

import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import java.util.List;

/**
 * Which endpoints are shown; case does not matter.
 *
 * @param port 0 for any
 * @param status of the health that EDS gave
 */
public record EndpointFilter(String address, int port, String cluster, String status) {

  /** All endpoints. */
  public static final EndpointFilter ALL = new EndpointFilter("", 0, "", "");

  boolean matches(List<String> addresses, int itsPort, String itsCluster, HealthStatus health) {
    return (address.isEmpty() || addresses.stream().anyMatch(address::equalsIgnoreCase))
        && (port == 0 || port == itsPort)
        && (cluster.isEmpty() || cluster.equalsIgnoreCase(itsCluster))
        && (status.isEmpty() || status.equalsIgnoreCase(health.name()));
  }
}
