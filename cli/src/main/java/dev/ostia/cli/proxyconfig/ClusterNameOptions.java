package dev.ostia.cli.proxyconfig;

import dev.ostia.cli.proxyconfig.table.ClusterFilter;
import picocli.CommandLine.Option;

/** The options that pick clusters by the parts of their names, but for the port. */
final class ClusterNameOptions {

  @Option(
      names = "--fqdn",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Only clusters with this text in their name.")
  private String fqdn = "";

  @Option(
      names = "--direction",
      paramLabel = "outbound|inbound",
      defaultValue = "",
      description = "Only clusters of this direction.")
  private String direction = "";

  @Option(
      names = "--subset",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Only clusters of this subset.")
  private String subset = "";

  /**
   * The clusters that are picked.
   *
   * @param port of a service; 0 for all
   */
  ClusterFilter filter(int port) {
    return new ClusterFilter(fqdn, port, subset, direction);
  }
}
