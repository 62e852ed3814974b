package dev.ostia.cli.serve;

import dev.ostia.cli.Ostia;
import dev.ostia.cli.input.PortNumber;
import dev.ostia.cli.logging.LogOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ostia demo}: everything at once, to play with. */
@Command(
    name = "demo",
    description = {
      "Try Ostia with sample configuration.",
      "Starts small backends, the control plane and one Envoy gateway on this machine, and prints"
          + " what to try. Ctrl-C stops everything."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended by SIGTERM or Ctrl-C",
      "1:it could not start, or Envoy ended",
      "2:the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ostia demo", "  ostia demo --dir ./my-demo --port 9080"})
public final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = PortNumber.class,
      defaultValue = "8080",
      description =
          "Where the gateway listens (default: ${DEFAULT-VALUE}, or any free one if that is in"
              + " use).")
  private int port;

  @Option(
      names = "--dir",
      paramLabel = "FOLDER",
      description =
          "Keep the sample configuration in this folder; what is there already is used as "
              + "it is. Without it a temporary folder is made, and removed at the end.")
  private @Nullable Path folder;

  @Option(
      names = "--envoy",
      paramLabel = "PATH",
      description = "The Envoy binary, as for `ostia run`.")
  private @Nullable Path envoy;

  @Mixin private LogOptions logging = new LogOptions();

  @Override
  public Integer call() throws InterruptedException {
    logging.start(Ostia.isVerbose(spec));
    return new Demo(spec, folder, envoy).run(port);
  }
}
