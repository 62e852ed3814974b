package dev.ostia.cli.proxyconfig;

import dev.ostia.cli.dump.DumpOptions;
import dev.ostia.cli.dump.DumpSource;
import dev.ostia.cli.proxyconfig.table.ListenerFilter;
import dev.ostia.cli.proxyconfig.table.ListenerTable;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ostia proxy-config listener}. */
@Command(
    name = "listener",
    aliases = {"listeners", "l"},
    description = {
      "Show the listeners: where connections are taken, and what becomes of them.",
      "With --verbose=false one line for each listener, else one for each filter chain."
    },
    exitCodeOnInvalidInput = DumpCommand.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia pc listeners -f config/",
      "  ostia pc listeners gateway.istio-system --port 8443",
      "  ostia pc listeners --admin 127.0.0.1:15000 --type HTTP -o json",
      "  ostia pc listeners --file config_dump.json -o wide"
    })
final class ListenerCommand extends DumpCommand {

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      defaultValue = "",
      description = "Only listeners with this address.")
  private String address = "";

  @Option(
      names = "--type",
      paramLabel = "HTTP|TCP|HTTP+TCP",
      defaultValue = "",
      description = "Only listeners of this type.")
  private String type = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Only the listener of this port.")
  private int port;

  @Override
  void print(DumpOptions source, PrintWriter out) {
    ListenerTable table =
        ListenerTable.of(
            new DumpSource(source).configuration(false),
            new ListenerFilter(address, port, type),
            output().equals("wide"));
    switch (output()) {
      case "short" -> out.print(isVerbose() ? table.summary() : table.types());
      case "wide" -> out.print(table.wide());
      default -> Documents.print(table.listeners(), output(), out);
    }
  }
}
