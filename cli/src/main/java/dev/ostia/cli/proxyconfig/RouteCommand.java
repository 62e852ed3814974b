package dev.ostia.cli.proxyconfig;

import dev.ostia.cli.dump.DumpOptions;
import dev.ostia.cli.dump.DumpSource;
import dev.ostia.cli.proxyconfig.table.RouteFilter;
import dev.ostia.cli.proxyconfig.table.RouteTable;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ostia proxy-config route}. */
@Command(
    name = "route",
    aliases = {"routes", "r"},
    description = {
      "Show the routes: which requests go where.",
      "With --verbose=false one line for each route configuration, else one for each route."
    },
    exitCodeOnInvalidInput = DumpCommand.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia pc routes -f config/ -o wide",
      "  ostia pc routes gateway.istio-system --name http.8080",
      "  ostia pc routes --admin 127.0.0.1:15000 --name http.8080 -o json",
      "  ostia pc routes --file config_dump.json"
    })
final class RouteCommand extends DumpCommand {

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Only the route configuration of this name.")
  private String name = "";

  @Override
  void print(DumpOptions source, PrintWriter out) {
    RouteTable table =
        RouteTable.of(new DumpSource(source).configuration(false), new RouteFilter(name));
    switch (output()) {
      case "short" -> out.print(isVerbose() ? table.summary() : table.counts());
      case "wide" -> out.print(table.wide());
      default -> Documents.print(table.configurations(), output(), out);
    }
  }
}
