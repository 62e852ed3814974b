package dev.ostia.cli.offline;

import dev.ostia.cli.input.InputOptions;
import dev.ostia.cli.input.Inputs;
import dev.ostia.cli.input.MeshConfigs;
import dev.ostia.controlplane.source.files.LoadedFiles;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Diagnostic.Severity;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Reads, checks and prints what is wrong. */
final class Validation {

  private final InputOptions options;
  private final PrintWriter out;

  Validation(InputOptions options, PrintWriter out) {
    this.options = options;
    this.out = out;
  }

  /** The exit code. */
  int run() {
    LoadedFiles read = Inputs.read(options);
    List<Diagnostic> diagnostics = new ArrayList<>(read.diagnostics());
    diagnostics.addAll(MeshConfigs.read(options.meshConfig()).diagnostics());
    if (read.files() == 0 && diagnostics.isEmpty()) {
      throw Inputs.nothing(read, options.paths());
    }
    LoadedFiles all = new LoadedFiles(read.objects(), diagnostics, read.passedOver(), read.files());
    diagnostics.forEach(out::println);
    if (all.passedOver() > 0) {
      out.println(
          InputSummary.count(all.passedOver(), "object")
              + " of kinds that Ostia does not read passed over");
    }
    out.println(InputSummary.line(all));
    out.flush();
    return diagnostics.stream().anyMatch(found -> found.severity() == Severity.ERROR) ? 1 : 0;
  }
}
