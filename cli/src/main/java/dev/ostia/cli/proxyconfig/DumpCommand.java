package dev.ostia.cli.proxyconfig;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.Ostia;
import dev.ostia.cli.dump.DumpOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands that show a part of a dump share: source, format and how errors are told. */
abstract class DumpCommand implements Callable<Integer> {

  /** {@code EX_USAGE} of sysexits.h, as istioctl uses it. */
  static final int USAGE = 64;

  private static final String SHORT = "short";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DumpOptions options = new DumpOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "One of short, wide, json, yaml.")
  private @Nullable String output;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      if (!options.isComplete()) {
        spec.commandLine().usage(err);
        throw new CommandFailure(noun() + " requires pod name or --file parameter");
      }
      print(options, out);
      return 0;
    } catch (CommandFailure failure) {
      out.flush();
      err.println("Error: " + failure.getMessage());
      return failure.exitCode();
    } finally {
      out.flush();
      err.flush();
    }
  }

  /** Prints what was asked for. */
  abstract void print(DumpOptions source, PrintWriter out);

  /** How istioctl's messages call what is shown. */
  String noun() {
    return spec.name();
  }

  /** The format asked for. */
  final String output() {
    return output == null ? defaultOutput() : output;
  }

  /** The format where none was asked for. */
  String defaultOutput() {
    return SHORT;
  }

  /** Whether more than names and numbers is wanted: {@code --verbose=false} says no. */
  final boolean isVerbose() {
    return Ostia.isDetailed(spec);
  }

  /** What istioctl says of a format that it does not have. */
  static CommandFailure unsupported(String format) {
    return new CommandFailure("output format \"" + format + "\" not supported");
  }
}
