package dev.ostia.cli.proxyconfig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.dump.ConfigDump;
import dev.ostia.cli.dump.DumpOptions;
import dev.ostia.cli.dump.DumpSource;
import dev.ostia.cli.proxyconfig.table.BootstrapText;
import dev.ostia.cli.proxyconfig.table.ClusterFilter;
import dev.ostia.cli.proxyconfig.table.ClusterTable;
import dev.ostia.cli.proxyconfig.table.EdsTable;
import dev.ostia.cli.proxyconfig.table.EndpointFilter;
import dev.ostia.cli.proxyconfig.table.ListenerFilter;
import dev.ostia.cli.proxyconfig.table.ListenerTable;
import dev.ostia.cli.proxyconfig.table.RouteFilter;
import dev.ostia.cli.proxyconfig.table.RouteTable;
import dev.ostia.cli.proxyconfig.table.SecretTable;
import dev.ostia.cli.text.YamlText;
import io.envoyproxy.envoy.admin.v3.BootstrapConfigDump;
import java.io.PrintWriter;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ostia proxy-config all}. */
@Command(
    name = "all",
    aliases = "a",
    description = {
      "Show all tables one after the other, or with -o json the whole dump.",
      "A file is here what Envoy answers at /config_dump?include_eds."
    },
    exitCodeOnInvalidInput = DumpCommand.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia pc all -f config/ --with-headers",
      "  ostia pc all --admin 127.0.0.1:15000 -o json > config_dump.json",
      "  ostia pc all gateway.istio-system --port 8080"
    })
final class AllCommand extends DumpCommand {

  @Option(names = "--with-headers", description = "Print a headline above each table.")
  private boolean withHeaders;

  @Mixin private ClusterNameOptions clusterNames = new ClusterNameOptions();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Only clusters, listeners and endpoints of this port.")
  private int port;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      defaultValue = "",
      description = "Only listeners and endpoints with this address.")
  private String address = "";

  @Option(
      names = "--type",
      paramLabel = "HTTP|TCP|HTTP+TCP",
      defaultValue = "",
      description = "Only listeners of this type.")
  private String type = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Only the route configuration of this name.")
  private String name = "";

  @Override
  void print(DumpOptions source, PrintWriter out) {
    switch (output()) {
      case "json" -> out.print(dump(source).raw() + "\n");
      case "yaml" -> out.print(yaml(dump(source).raw()));
      case "short", "wide" -> tables(dump(source), source.isEnvoys(), out);
      default -> throw unsupported(output());
    }
  }

  private static ConfigDump dump(DumpOptions source) {
    return new DumpSource(source).configuration(true);
  }

  private static String yaml(String json) {
    try {
      return YamlText.of(new ObjectMapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new CommandFailure("the dump is not valid JSON: " + e.getOriginalMessage());
    }
  }

  /** Only an Envoy knows of its bootstrap. */
  private void tables(ConfigDump dump, boolean bootstrap, PrintWriter out) {
    if (bootstrap || dump.has(BootstrapConfigDump.getDefaultInstance())) {
      headline("BOOTSTRAP INFO", out);
      out.print(BootstrapText.summary(dump));
      out.print('\n');
    }
    headline("CLUSTER INFO", out);
    ClusterFilter clusters = clusterNames.filter(port);
    out.print(ClusterTable.of(dump, clusters, false).namedSummary());
    out.print('\n');
    headline("LISTENER INFO", out);
    ListenerTable listeners =
        ListenerTable.of(dump, new ListenerFilter(address, port, type), false);
    out.print(isVerbose() ? listeners.namedSummary() : listeners.namedTypes());
    out.print('\n');
    headline("ROUTE INFO", out);
    RouteTable routes = RouteTable.of(dump, new RouteFilter(name));
    out.print(isVerbose() ? routes.namedSummary() : routes.namedCounts());
    out.print('\n');
    headline("SECRET INFO", out);
    out.print(new SecretTable(dump, InstantSource.system()).namedSummary());
    out.print('\n');
    headline("ENDPOINTS INFO", out);
    out.print(new EdsTable(dump, new EndpointFilter(address, port, "", "")).namedSummary());
  }

  private void headline(String text, PrintWriter out) {
    if (withHeaders) {
      out.print("------ " + text + " ------\n\n");
    }
  }
}
