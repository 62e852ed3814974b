package dev.ostia.cli.proxyconfig;

import dev.ostia.cli.dump.DumpOptions;
import dev.ostia.cli.dump.DumpSource;
import dev.ostia.cli.proxyconfig.table.ClusterTable;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "  ostia pc clusters --admin 127.0.0.1:15000 -o json \\",
      "    --fqdn reviews.default.svc.cluster.local",
      "  ostia pc clusters --file config_dump.json -o wide"
    })
final class ClusterCommand extends DumpCommand {

  @Mixin private ClusterNameOptions clusterNames = new ClusterNameOptions();

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
            clusterNames.filter(port),
            output().equals("wide"));
    switch (output()) {
      case "short" -> out.print(table.summary());
      case "wide" -> out.print(table.wide());
      default -> Documents.print(table.clusters(), output(), out);
    }
  }
}
