package dev.ostia.cli.analyze;

import dev.ostia.cli.input.ClusterOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ostia analyze}: what is wrong or looks wrong, in the form of {@code istioctl analyze}. */
@Command(
    name = "analyze",
    description = {
      "Tell all that is wrong with a configuration, or looks as if it were not meant so.",
      "Format, codes, suppressions and exit codes are those of 'istioctl analyze'; codes OSTnnn are"
          + " Ostia's own. An object's annotation galley.istio.io/analyze-suppress names codes that"
          + " are not to be told for it."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing as bad as the failure threshold was found",
      "1:the input could not be read at all",
      "64:the command line is wrong",
      "65:some files could not be parsed",
      "79:something as bad as the failure threshold was found"
    },
    exitCodeOnInvalidInput = 64,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia analyze -f config/",
      "  ostia analyze gateway.yaml routes/ --failure-threshold Warning",
      "  ostia analyze -f config/ --suppress 'IST0118=Service *.default'",
      "  ostia analyze --kubernetes --context prod",
      "  ostia analyze --kubernetes -f config/",
      "  ostia analyze -f config/ -o sarif > ostia.sarif"
    })
public final class AnalyzeCommand implements Callable<Integer> {

  /** How bad something is, the worst last. */
  enum Level {
    INFO,
    WARNING,
    ERROR
  }

  /** How findings are printed. */
  enum Format {
    LOG,
    JSON,
    YAML,
    SARIF
  }

  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..*", paramLabel = "PATH", description = "The same as -f.")
  List<Path> files = new ArrayList<>();

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "PATH",
      description =
          "A folder or a file with configuration; - for standard input; repeat it for more.")
  List<Path> paths = new ArrayList<>();

  @Mixin ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = {"-n", "--namespace", "--default-namespace"},
      paramLabel = "NS",
      description =
          "The namespace of objects in files that name none (default: default); of a cluster, only"
              + " what concerns this namespace is told.")
  @Nullable String namespace;

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Tell of all namespaces, as without -n.")
  boolean allNamespaces;

  @Option(
      names = {"--mesh-config", "--meshConfigFile"},
      paramLabel = "FILE",
      description = "A file with Istio's mesh configuration (MeshConfig).")
  @Nullable Path meshConfig;

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description =
          "A label of the gateway that is looked at; repeat it for more. Without any: a gateway for"
              + " each selector of a Gateway.")
  Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = {"-S", "--suppress"},
      paramLabel = "CODE=KIND NAME.NAMESPACE",
      description = "Do not tell this code for this object; * stands for any text. Repeatable.")
  List<String> suppress = new ArrayList<>();

  @Option(
      names = "--failure-threshold",
      paramLabel = "Info|Warning|Error",
      defaultValue = "Error",
      description = "From which level on the exit code is 79 (default: ${DEFAULT-VALUE}).")
  Level failureThreshold = Level.ERROR;

  @Option(
      names = "--output-threshold",
      paramLabel = "Info|Warning|Error",
      defaultValue = "Info",
      description = "From which level on findings are shown (default: ${DEFAULT-VALUE}).")
  Level outputThreshold = Level.INFO;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "log|json|yaml|sarif",
      defaultValue = "log",
      description = "The format (default: ${DEFAULT-VALUE}).")
  Format format = Format.LOG;

  @Option(
      names = "--color",
      negatable = true,
      description = "Colours even if the output is no terminal, or with --no-color never.")
  @Nullable Boolean color;

  @Option(
      names = "--ignore-unknown",
      description = "Documents that cannot be parsed do not count for the exit code.")
  boolean ignoreUnknown;

  @Option(
      names = {"-R", "--recursive"},
      hidden = true,
      description = "Folders are always read with all that is in them.")
  boolean recursive;

  @Override
  public Integer call() {
    return new Analysis(this).run();
  }
}
