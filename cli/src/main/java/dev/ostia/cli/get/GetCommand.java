package dev.ostia.cli.get;

import dev.ostia.cli.input.InputOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ostia get}. */
@Command(
    name = "get",
    description = {
      "List objects with the columns of 'kubectl get', whether they are in order, and the worst"
          + " that is to be said of each.",
      "READY is False if the object or a part of it has no effect. Values of Secrets are never"
          + " shown."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia get virtualservices -f config/",
      "  ostia get all -A -f config/",
      "  ostia get vs reviews -n bookinfo -f config/ -o yaml",
      "  ostia get gateways,secrets -A -o name -f config/",
      "  ostia get vs -A --kubernetes"
    })
public final class GetCommand implements Callable<Integer> {

  /** How objects are printed. */
  enum Output {
    TABLE,
    WIDE,
    JSON,
    YAML,
    NAME
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private InputOptions input = new InputOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "KIND[,KIND...] [NAME...] | KIND/NAME",
      description =
          "gateways, virtualservices, destinationrules, serviceentries, workloadentries, services,"
              + " endpointslices, secrets, configmaps or all; singular and short names (gw, vs, dr,"
              + " se, we, svc, cm) do too.")
  private List<String> wanted = new ArrayList<>();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      description = "The namespace to look in (default: that of objects that name none).")
  private @Nullable String namespace;

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Look in all namespaces.")
  private boolean allNamespaces;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "wide|json|yaml|name",
      defaultValue = "table",
      description = "The format; without it a table.")
  private Output output = Output.TABLE;

  @Option(names = "--no-headers", description = "A table without its first line.")
  private boolean noHeaders;

  @Override
  public Integer call() {
    input.requireSome(spec);
    input.requireSome(spec);
    String chosen = namespace == null ? input.defaultNamespace() : namespace;
    return new GetRun(spec.commandLine(), output, !noHeaders)
        .run(Wanted.of(wanted, allNamespaces ? null : chosen), input);
  }
}
