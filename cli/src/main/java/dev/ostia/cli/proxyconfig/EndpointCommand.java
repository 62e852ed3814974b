package dev.ostia.cli.proxyconfig;

import dev.ostia.cli.dump.DumpOptions;
import dev.ostia.cli.dump.DumpSource;
import dev.ostia.cli.proxyconfig.table.EndpointTable;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ostia proxy-config endpoint}. */
@Command(
    name = "endpoint",
    aliases = {"endpoints", "ep"},
    description = {
      "Show the endpoints: the addresses behind each cluster, and their health.",
      "A file is here what Envoy answers at /clusters?format=json."
    },
    exitCodeOnInvalidInput = DumpCommand.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia pc endpoints -f config/",
      "  ostia pc endpoints gateway.istio-system --port 9080",
      "  ostia pc endpoints --admin 127.0.0.1:15000 --status unhealthy",
      "  curl -s 'localhost:15000/clusters?format=json' | ostia pc endpoints --file -"
    })
final class EndpointCommand extends DumpCommand {

  @Mixin private EndpointOptions filter = new EndpointOptions();

  @Override
  String noun() {
    return "endpoints";
  }

  @Override
  void print(DumpOptions source, PrintWriter out) {
    EndpointTable table =
        new EndpointTable(new DumpSource(source).hosts(), EndpointFilters.of(filter));
    switch (output()) {
      case "short" -> out.print(table.summary());
      case "wide" -> out.print(table.wide());
      default -> Documents.print(table.clusters(), output(), out);
    }
  }
}
