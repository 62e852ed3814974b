package dev.ostia.cli.proxyconfig;

import dev.ostia.cli.dump.DumpOptions;
import dev.ostia.cli.dump.DumpSource;
import dev.ostia.cli.proxyconfig.table.EcdsTable;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code ostia proxy-config ecds}. */
@Command(
    name = "ecds",
    aliases = "ec",
    description = "Show the extensions that came by discovery.",
    exitCodeOnInvalidInput = DumpCommand.USAGE,
    footerHeading = "%nExamples:%n",
    footer = "  ostia pc ecds --admin 127.0.0.1:15000")
final class EcdsCommand extends DumpCommand {

  @Override
  void print(DumpOptions source, PrintWriter out) {
    EcdsTable table = new EcdsTable(new DumpSource(source).configuration(true));
    switch (output()) {
      case "short", "wide" -> out.print(table.summary());
      default -> Documents.print(table.message(), output(), out);
    }
  }
}
