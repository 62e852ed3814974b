package dev.ostia.cli.proxyconfig.table;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.dump.ConfigDump;
import dev.ostia.cli.text.TabTable;
import io.envoyproxy.envoy.admin.v3.ClustersConfigDump;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code proxy-config cluster}. */
public final class ClusterTable {

  private static final int PADDING = 5;

  /** A cluster and how it stands in Envoy. */
  private record Row(Cluster cluster, ClusterKey key, String state) {}

  private final List<Row> rows;

  private ClusterTable(List<Row> rows) {
    this.rows = rows;
  }

  /**
   * The clusters of a dump, dynamic and static.
   *
   * @param allStates whether those that are still warming are wanted, too
   * @throws CommandFailure if there is none
   */
  public static ClusterTable of(ConfigDump dump, ClusterFilter filter, boolean allStates) {
    ClustersConfigDump clusters = dump.section(ClustersConfigDump.getDefaultInstance());
    List<Row> rows = new ArrayList<>();
    clusters.getDynamicActiveClustersList().forEach(one -> add(rows, one, "ACTIVE"));
    for (ClustersConfigDump.StaticCluster one : clusters.getStaticClustersList()) {
      if (one.hasCluster()) {
        rows.add(row(Unpacked.as(one.getCluster(), Cluster.getDefaultInstance()), "STATIC"));
      }
    }
    if (allStates) {
      clusters.getDynamicWarmingClustersList().forEach(one -> add(rows, one, "WARMING"));
    }
    if (rows.isEmpty()) {
      throw new CommandFailure("no clusters found");
    }
    rows.sort(Comparator.comparing(Row::key, ClusterKey.ORDER));
    return new ClusterTable(
        rows.stream().filter(row -> filter.matches(row.cluster.getName())).toList());
  }

  private static void add(List<Row> rows, ClustersConfigDump.DynamicCluster one, String state) {
    if (one.hasCluster()) {
      String shown = one.hasErrorState() ? "ERROR: " + one.getErrorState().getDetails() : state;
      rows.add(row(Unpacked.as(one.getCluster(), Cluster.getDefaultInstance()), shown));
    }
  }

  private static Row row(Cluster cluster, String state) {
    return new Row(cluster, ClusterKey.of(cluster.getName()), state);
  }

  /** The clusters themselves, in the table's order. */
  public List<Cluster> clusters() {
    return rows.stream().map(Row::cluster).toList();
  }

  /** istioctl's table. */
  public String summary() {
    TabTable table = new TabTable(PADDING);
    table.row("SERVICE FQDN", "PORT", "SUBSET", "DIRECTION", "TYPE", "DESTINATION RULE");
    for (Row row : rows) {
      ClusterKey key = row.key;
      table.row(key.host(), port(key), subset(key), direction(key), type(row), rule(row));
    }
    return table.toString();
  }

  /** The table of {@code proxy-config all}, with a column for the name. */
  public String namedSummary() {
    TabTable table = new TabTable(PADDING);
    table.row("NAME", "SERVICE FQDN", "PORT", "SUBSET", "DIRECTION", "TYPE", "DESTINATION RULE");
    for (Row row : rows) {
      ClusterKey key = row.key;
      boolean named = key.isService() || !row.cluster.getName().isEmpty();
      String name = (named ? "cluster/" : "") + row.cluster.getName();
      // istioctl repeats the prefix where the cluster is no service's.
      String host = key.isService() ? key.host() : name;
      if (named) {
        table.row(name, host, port(key), subset(key), direction(key), type(row), rule(row));
      } else {
        table.row(host, port(key), subset(key), direction(key), type(row), rule(row));
      }
    }
    return table.toString();
  }

  /** With what the short table leaves out. */
  public String wide() {
    TabTable table = new TabTable(PADDING);
    table.row(
        "SERVICE FQDN",
        "PORT",
        "SUBSET",
        "DIRECTION",
        "TYPE",
        "DESTINATION RULE",
        "STATE",
        "LB",
        "TLS");
    for (Row row : rows) {
      ClusterKey key = row.key;
      table.row(
          key.host(),
          port(key),
          subset(key),
          direction(key),
          row.cluster.hasClusterType() ? row.cluster.getClusterType().getName() : type(row),
          rule(row),
          row.state,
          loadBalancer(row.cluster),
          tls(row.cluster));
    }
    return table.toString();
  }

  private static String loadBalancer(Cluster cluster) {
    return cluster.hasLoadBalancingPolicy()
            && cluster.getLoadBalancingPolicy().getPoliciesCount() > 0
        ? cluster.getLoadBalancingPolicy().getPolicies(0).getTypedExtensionConfig().getName()
        : cluster.getLbPolicy().name();
  }

  private static String tls(Cluster cluster) {
    if (cluster.hasTransportSocket()) {
      return cluster.getTransportSocket().getName();
    }
    return cluster.getTransportSocketMatchesCount() > 0 ? "by endpoint" : "-";
  }

  private static Object port(ClusterKey key) {
    return key.isService() ? key.port() : "-";
  }

  private static String subset(ClusterKey key) {
    return key.subset().isEmpty() ? "-" : key.subset();
  }

  private static String direction(ClusterKey key) {
    return key.isService() ? key.direction() : "-";
  }

  private static String type(Row row) {
    return row.cluster.getType().name();
  }

  private static String rule(Row row) {
    return IstioConfig.describe(row.cluster.getMetadata());
  }
}
