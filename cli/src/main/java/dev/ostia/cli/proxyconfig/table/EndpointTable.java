package dev.ostia.cli.proxyconfig.table;

import dev.ostia.cli.text.TabTable;
import io.envoyproxy.envoy.admin.v3.ClusterStatus;
import io.envoyproxy.envoy.admin.v3.Clusters;
import io.envoyproxy.envoy.admin.v3.HostHealthStatus;
import io.envoyproxy.envoy.admin.v3.HostStatus;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.EnvoyInternalAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code proxy-config endpoint}: the hosts of all clusters with their health. */
public final class EndpointTable {

  private static final int PADDING = 5;

  private record Row(String address, int port, String cluster, HostStatus host) {

    String endpoint() {
      return port == 0 ? address : address + ":" + port;
    }

    String status() {
      return host.getHealthStatus().getEdsHealthStatus().name();
    }

    String outlierCheck() {
      return host.getHealthStatus().getFailedOutlierCheck() ? "FAILED" : "OK";
    }
  }

  private static final Comparator<Row> ORDER =
      Comparator.comparing(Row::address).thenComparingInt(Row::port).thenComparing(Row::cluster);

  private final List<ClusterStatus> clusters = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  /** The endpoints of Envoy's {@code /clusters?format=json}. */
  public EndpointTable(Clusters all, EndpointFilter filter) {
    for (ClusterStatus cluster : all.getClusterStatusesList()) {
      int before = rows.size();
      for (HostStatus host : cluster.getHostStatusesList()) {
        Row row =
            new Row(
                address(host.getAddress()),
                host.getAddress().getSocketAddress().getPortValue(),
                cluster.getName(),
                host);
        if (filter.matches(
            List.of(row.address),
            row.port,
            row.cluster,
            host.getHealthStatus().getEdsHealthStatus())) {
          rows.add(row);
        }
      }
      if (rows.size() > before) {
        clusters.add(cluster);
      }
    }
    rows.sort(ORDER);
  }

  private static String address(Address address) {
    if (address.hasSocketAddress()) {
      return address.getSocketAddress().getAddress();
    }
    if (address.hasPipe()) {
      return "unix://" + address.getPipe().getPath();
    }
    return internal(address.getEnvoyInternalAddress());
  }

  static String internal(EnvoyInternalAddress internal) {
    return internal.hasServerListenerName()
        ? "envoy://" + internal.getServerListenerName() + "/" + internal.getEndpointId()
        : "unknown";
  }

  /** The clusters that have an endpoint which is shown, with all their endpoints. */
  public List<ClusterStatus> clusters() {
    return List.copyOf(clusters);
  }

  /** istioctl's table. */
  public String summary() {
    TabTable table = new TabTable(PADDING);
    table.row("ENDPOINT", "STATUS", "OUTLIER CHECK", "CLUSTER");
    for (Row row : rows) {
      table.row(row.endpoint(), row.status(), row.outlierCheck(), row.cluster);
    }
    return table.toString();
  }

  /** With what the short table leaves out. */
  public String wide() {
    TabTable table = new TabTable(PADDING);
    table.row(
        "ENDPOINT",
        "STATUS",
        "OUTLIER CHECK",
        "HEALTH CHECK",
        "WEIGHT",
        "PRIORITY",
        "LOCALITY",
        "CLUSTER");
    for (Row row : rows) {
      table.row(
          row.endpoint(),
          row.status(),
          row.outlierCheck(),
          healthCheck(row.host.getHealthStatus()),
          row.host.getWeight(),
          row.host.getPriority(),
          EdsTable.locality(row.host.getLocality()),
          row.cluster);
    }
    return table.toString();
  }

  private static String healthCheck(HostHealthStatus status) {
    if (status.getFailedActiveHealthCheck()) {
      return "FAILED";
    }
    if (status.getPendingDynamicRemoval()) {
      return "LEAVING";
    }
    return status.getExcludedViaImmediateHcFail() ? "EXCLUDED" : "OK";
  }
}
