package dev.ostia.cli.graph;

import dev.ostia.cli.gateway.GatewaySelection;
import dev.ostia.cli.gateway.RunningGatewayOptions;
import dev.ostia.cli.input.HostAndPort;
import dev.ostia.cli.input.InputOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ostia graph}. */
@Command(
    name = "graph",
    description = {
      "Draw a gateway: its ports, hosts, routes with their conditions and weights, services and"
          + " subsets, endpoints and their health. What is broken is red and says why.",
      "The HTML is one page that needs nothing else: search in it, click a host to follow its"
          + " requests, ask it where a request goes."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia graph -f config/ > gateway.html",
      "  ostia graph -f config/ -o svg > gateway.svg",
      "  ostia graph --kubernetes --context prod > gateway.html",
      "  ostia graph -f config/ --live 127.0.0.1:15000 > now.html",
      "  ostia graph --proxy gateway-1 -o dot | dot -Tpng > gateway.png"
    })
public final class GraphCommand implements Callable<Integer> {

  /** The formats. */
  enum Output {
    HTML,
    SVG,
    DOT,
    MERMAID
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin GatewaySelection gateway = new GatewaySelection();
  @Mixin InputOptions input = new InputOptions();

  @Mixin RunningGatewayOptions running = new RunningGatewayOptions();

  @Option(
      names = "--file",
      paramLabel = "DUMP",
      description = "Instead of -f: a saved answer of Envoy's /config_dump?include_eds.")
  @Nullable Path dump;

  @Option(
      names = "--live",
      paramLabel = "HOST:PORT",
      converter = HostAndPort.class,
      description =
          "The admin port of the running Envoy, whose requests and errors are shown at the arrows;"
              + " without -f, --proxy and --file its configuration, too.")
  @Nullable String live;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "With --live: how long requests are counted (default: ${DEFAULT-VALUE}).")
  int interval = 2;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "html|svg|dot|mermaid",
      defaultValue = "html",
      description = "The format (default: ${DEFAULT-VALUE}).")
  Output output = Output.HTML;

  @Override
  public Integer call() {
    int sources =
        (running.isBeside(input) ? 1 : 0) + (running.isGiven() ? 1 : 0) + (dump == null ? 0 : 1);
    if (sources > 1 || (sources == 0 && live == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "say what to draw: one of -f (or -k), --proxy and --file, or --live alone");
    }
    if (interval < 1) {
      throw new ParameterException(spec.commandLine(), "--interval must be 1 or more");
    }
    spec.commandLine().getOut().print(new GraphRun(this).draw());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
