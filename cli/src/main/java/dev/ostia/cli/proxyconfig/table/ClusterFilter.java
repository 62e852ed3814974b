package dev.ostia.cli.proxyconfig.table;

/**
 * Which clusters are shown. As in istioctl every text is looked for in the whole name of a cluster.
 *
 * @param port 0 for any
 */
public record ClusterFilter(String fqdn, int port, String subset, String direction) {

  /** All clusters. */
  public static final ClusterFilter ALL = new ClusterFilter("", 0, "", "");

  boolean matches(String name) {
    return name.contains(fqdn)
        && name.contains(subset)
        && name.contains(direction)
        && (port == 0 || name.contains("|" + port + "|"));
  }
}
