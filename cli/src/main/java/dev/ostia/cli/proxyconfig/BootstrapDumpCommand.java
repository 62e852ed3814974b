package dev.ostia.cli.proxyconfig;

import dev.ostia.cli.dump.ConfigDump;
import dev.ostia.cli.dump.DumpOptions;
import dev.ostia.cli.dump.DumpSource;
import dev.ostia.cli.proxyconfig.table.BootstrapText;
import io.envoyproxy.envoy.admin.v3.BootstrapConfigDump;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code ostia proxy-config bootstrap}. */
@Command(
    name = "bootstrap",
    aliases = "b",
    description = {
      "Show the configuration that Envoy started with; -o short shows the versions only.",
      "It is known to Envoy alone: ask its admin port, or a saved answer of it."
    },
    exitCodeOnInvalidInput = DumpCommand.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia pc bootstrap --admin 127.0.0.1:15000",
      "  ostia pc bootstrap --file config_dump.json -o short"
    })
final class BootstrapDumpCommand extends DumpCommand {

  @Override
  String defaultOutput() {
    return "json";
  }

  @Override
  void print(DumpOptions source, PrintWriter out) {
    ConfigDump dump = new DumpSource(source).configuration(false);
    switch (output()) {
      case "short", "wide" -> out.print(BootstrapText.summary(dump));
      default ->
          Documents.print(dump.section(BootstrapConfigDump.getDefaultInstance()), output(), out);
    }
  }
}
