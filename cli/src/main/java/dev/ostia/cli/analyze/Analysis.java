package dev.ostia.cli.analyze;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.input.InputOptions;
import dev.ostia.cli.input.Inputs;
import dev.ostia.cli.input.MeshConfigs;
import dev.ostia.controlplane.source.files.LoadedFiles;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.ObjectKey;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads, checks, translates, and prints what was found. */
final class Analysis {

  /** {@code EX_DATAERR} of sysexits.h. */
  private static final int UNPARSEABLE = 65;

  /** istioctl's own. */
  private static final int FOUND = 79;

  private static final String DOCUMENTATION =
      "https://istio.io/latest/docs/reference/config/analysis";

  private final AnalyzeCommand command;
  private final PrintWriter out;
  private final PrintWriter err;

  Analysis(AnalyzeCommand command) {
    this.command = command;
    out = command.spec.commandLine().getOut();
    err = command.spec.commandLine().getErr();
  }

  /** The exit code. */
  int run() {
    List<Path> paths = new ArrayList<>(command.files);
    paths.addAll(command.paths);
    InputOptions input =
        InputOptions.of(
            paths,
            Objects.requireNonNullElse(command.namespace, "default"),
            command.meshConfig,
            command.cluster);
    if (!input.isGiven()) {
      throw new CommandFailure("name what to analyze: -f FOLDER, or --kubernetes");
    }
    LoadedFiles read = Inputs.read(input);
    if (read.files() == 0) {
      throw Inputs.nothing(read, paths);
    }
    ConfigView view =
        ConfigView.of(MeshConfigs.require(command.meshConfig), read.objects()).at(Instant.now());
    Suppressions suppressions = new Suppressions(command.suppress, view);
    for (String code : suppressions.unknownCodes()) {
      err.println(
          "Warning: Supplied message code '%s' is an unknown message code and will not have any effect."
              .formatted(code));
    }
    List<Finding> findings =
        diagnostics(read, view).stream()
            .map(Finding::new)
            .filter(this::isWanted)
            .filter(finding -> !suppressions.cover(finding))
            .toList();
    print(findings, input.names());
    return exitCode(findings, input.names());
  }

  /** Of a cluster, one namespace can be asked for. */
  private boolean isWanted(Finding finding) {
    ObjectKey object = finding.diagnostic().object();
    return !command.cluster.isWanted()
        || command.namespace == null
        || command.allNamespaces
        || object == null
        || object.namespace().equals(command.namespace);
  }

  private List<Diagnostic> diagnostics(LoadedFiles read, ConfigView view) {
    List<Diagnostic> all = new ArrayList<>(read.diagnostics());
    all.addAll(MeshConfigs.read(command.meshConfig).diagnostics());
    all.addAll(Analyzer.diagnostics(view, command.labels));
    return all.stream().distinct().sorted(Diagnostic.ORDER).toList();
  }

  private void print(List<Finding> findings, String names) {
    List<Finding> shown =
        findings.stream()
            .filter(finding -> finding.level().compareTo(command.outputThreshold) >= 0)
            .toList();
    if (shown.isEmpty()) {
      err.println("\u2714 No validation issues found when analyzing " + names + ".");
    }
    if (!shown.isEmpty() || command.format != AnalyzeCommand.Format.LOG) {
      out.println(Report.of(shown, command.format, command.color));
    }
    out.flush();
    err.flush();
  }

  private int exitCode(List<Finding> findings, String names) {
    boolean failed =
        findings.stream()
            .filter(finding -> !isUnparseable(finding))
            .anyMatch(finding -> finding.level().compareTo(command.failureThreshold) >= 0);
    if (failed) {
      err.println("Error: Analyzers found issues when analyzing " + names + ".");
      err.println("See " + DOCUMENTATION + " for more information about causes and resolutions.");
      err.flush();
      return FOUND;
    }
    if (!command.ignoreUnknown && findings.stream().anyMatch(Analysis::isUnparseable)) {
      err.println("Error: Some files couldn't be parsed.");
      err.flush();
      return UNPARSEABLE;
    }
    return 0;
  }

  private static boolean isUnparseable(Finding finding) {
    return finding.diagnostic().code() == DiagnosticCode.UNREADABLE_YAML;
  }
}
