package dev.ostia.cli.proxyconfig;

import dev.ostia.cli.dump.DumpOptions;
import dev.ostia.cli.dump.DumpSource;
import dev.ostia.cli.proxyconfig.table.ClusterFilter;
import dev.ostia.cli.proxyconfig.table.ClusterTable;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ostia proxy-config cluster}. */
@Command(
    name = "cluster",
    aliases = {"clusters", "c"},
    description = "Show the clusters: the backends that requests can be sent to.",
    exitCodeOnInvalidInput = DumpCommand.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia pc clusters -f config/",
      "  ostia pc clusters gateway.istio-system --port 9080",
      "  ostia pc clusters --admin 127.0.0.1:15000 --fqdn reviews.default.svc.cluster.local -o"
          + " json",
      "  ostia pc clusters --file config_dump.json -o wide"
    })
final class ClusterCommand extends DumpCommand {

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

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Only clusters of this port of a service.")
  private int port;

  @Override
  void print(DumpOptions source, PrintWriter out) {
    ClusterTable table =
        ClusterTable.of(
            new DumpSource(source).configuration(false),
            new ClusterFilter(fqdn, port, subset, direction),
            output().equals("wide"));
    switch (output()) {
      case "short" -> out.print(table.summary());
      case "wide" -> out.print(table.wide());
      default -> Documents.print(table.clusters(), output(), out);
    }
  }
}
