package dev.ostia.cli.explain;

import dev.ostia.cli.gateway.DumpedGateway;
import dev.ostia.cli.gateway.GatewaySelection;
import dev.ostia.cli.gateway.RunningGatewayOptions;
import dev.ostia.cli.input.InputOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ostia explain}: why does this request get that answer? */
@Command(
    name = "explain",
    description = {
      "Show the way of one request through a gateway, and why it is that way.",
      "The port of the URL is the one that clients use. Nothing is started and nothing is sent: the"
          + " answer is told from the configuration."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the request reaches an endpoint, or the gateway answers it as a rule says",
      "1:it gets an error from the gateway, or no answer; or the input could not be read",
      "2:the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia explain http://bookinfo.example.com/productpage -f config/",
      "  ostia explain POST https://api.example.com/ -H 'x-user: jason' -f config/",
      "  ostia explain http://127.0.0.1/ -H 'Host: api.example.com' -f config/ -o json",
      "  ostia explain https://api.example.com/ --kubernetes --context prod",
      "  ostia explain http://api.example.com:8080/ --file dump.json",
      "  ostia explain http://api.example.com:8080/ --proxy gateway-1"
    })
public final class ExplainCommand implements Callable<Integer> {

  /** How the result is printed. */
  enum Output {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private GatewaySelection gateway = new GatewaySelection();
  @Mixin private InputOptions input = new InputOptions();

  @Parameters(
      arity = "1..2",
      paramLabel = "[METHOD] URL",
      description = "The request; the method is GET if left out.")
  private List<String> request = new ArrayList<>();

  @Option(
      names = {"-H", "--header"},
      paramLabel = "'NAME: VALUE'",
      description = "A header; repeat it for more. 'Host: NAME' is sent instead of the URL's host.")
  private List<String> headers = new ArrayList<>();

  @Option(
      names = "--sni",
      paramLabel = "NAME",
      description = "The server name of the TLS handshake, if not the URL's host.")
  private @Nullable String sni;

  @Option(
      names = "--client-cert",
      description = "The client shows a certificate that the gateway accepts.")
  private boolean clientCertificate;

  @Option(
      names = "--source-ip",
      paramLabel = "IP",
      defaultValue = "127.0.0.1",
      description = "The client's address (default: ${DEFAULT-VALUE}).")
  private String sourceIp = "127.0.0.1";

  @Option(
      names = "--file",
      paramLabel = "DUMP",
      description =
          "Instead of -f: a saved answer of Envoy's /config_dump?include_eds. The port of the URL"
              + " is the listener's, or for HTTP that of the Gateway; objects are not known.")
  private @Nullable Path dump;

  @Mixin private RunningGatewayOptions running = new RunningGatewayOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      defaultValue = "text",
      description = "The format (default: ${DEFAULT-VALUE}).")
  private Output output = Output.TEXT;

  @Option(names = "--all", description = "Show long lists of routes and endpoints as a whole.")
  private boolean all;

  @Override
  public Integer call() {
    int sources =
        (running.isBeside(input) ? 1 : 0) + (dump == null ? 0 : 1) + (running.isGiven() ? 1 : 0);
    if (sources != 1) {
      throw new ParameterException(
          spec.commandLine(), "say one of -f PATH (or -k), --file DUMP and --proxy NAME");
    }
    ExplainRun run =
        new ExplainRun(spec.commandLine().getOut(), spec.commandLine().getErr(), output, all);
    Asked asked = asked();
    if (dump != null) {
      return run.of(asked, DumpedGateway.read(dump));
    }
    return running.isGiven()
        ? run.of(asked, running.ask(input))
        : run.ofFiles(asked, input, gateway);
  }

  private Asked asked() {
    try {
      String method = request.size() == 1 ? "GET" : request.getFirst();
      return Asked.url(method, request.getLast())
          .withHeaders(headers)
          .from(sni, clientCertificate, sourceIp);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
