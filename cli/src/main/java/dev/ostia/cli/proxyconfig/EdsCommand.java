package dev.ostia.cli.proxyconfig;

import dev.ostia.cli.dump.DumpOptions;
import dev.ostia.cli.dump.DumpSource;
import dev.ostia.cli.proxyconfig.table.EdsTable;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ostia proxy-config eds}. */
@Command(
    name = "eds",
    description = {
      "Show the endpoints as they were configured, with their localities.",
      "A file is here what Envoy answers at /config_dump?include_eds."
    },
    exitCodeOnInvalidInput = DumpCommand.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia pc eds gateway.istio-system --port 9080",
      "  curl -s 'localhost:15000/config_dump?include_eds' | ostia pc eds --file -"
    })
final class EdsCommand extends DumpCommand {

  @Mixin private EndpointOptions filter = new EndpointOptions();

  @Override
  void print(DumpOptions source, PrintWriter out) {
    EdsTable table =
        new EdsTable(new DumpSource(source).configuration(true), EndpointFilters.of(filter));
    switch (output()) {
      case "short", "wide" -> out.print(table.summary());
      default -> Documents.print(table.assignments(), output(), out);
    }
  }
}
