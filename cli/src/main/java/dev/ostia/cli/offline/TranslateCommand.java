package dev.ostia.cli.offline;

import dev.ostia.cli.gateway.GatewaySelection;
import dev.ostia.cli.input.InputOptions;
import dev.ostia.cli.input.RouteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ostia translate}: what would Envoy get? */
@Command(
    name = "translate",
    description = {
      "Print the Envoy configuration that a gateway would get.",
      "Nothing is started. What is wrong with the input goes to standard error; the rest is"
          + " translated nevertheless."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:translated, the input is free of errors",
      "1:translated, but the input has errors; or it could not be read at all",
      "2:the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia translate -f config/",
      "  ostia translate -f config/ --type routes -o json",
      "  ostia translate -f config/ --namespace edge --label istio=edge-gateway"
    })
public final class TranslateCommand implements Callable<Integer> {

  /** How the result is printed. */
  enum Output {
    YAML,
    JSON
  }

  /** What is printed. */
  enum Type {
    LISTENERS,
    SCOPES,
    ROUTES,
    CLUSTERS,
    ENDPOINTS,
    SECRETS
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private InputOptions input = new InputOptions();
  @Mixin private RouteOptions routes = new RouteOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "yaml|json",
      defaultValue = "yaml",
      description = "The format (default: ${DEFAULT-VALUE}).")
  private Output output = Output.YAML;

  @Option(
      names = "--type",
      split = ",",
      paramLabel = "listeners|scopes|routes|clusters|endpoints|secrets",
      description = "Print only these types; repeat it or separate them by commas.")
  private List<Type> types = new ArrayList<>();

  @Mixin private GatewaySelection selection = new GatewaySelection();

  @Override
  public Integer call() {
    input.requireSome(spec);
    return new OfflineTranslation(input, spec.commandLine().getOut(), spec.commandLine().getErr())
        .run(
            selection.namespace(),
            selection.labels(),
            selection.locality(),
            routes.layout(),
            types,
            output);
  }
}
