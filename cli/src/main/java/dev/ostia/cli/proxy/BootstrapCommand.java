package dev.ostia.cli.proxy;

import dev.ostia.envoy.bootstrap.BootstrapText;
import dev.ostia.envoy.bootstrap.EnvoyBootstrap;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ostia bootstrap}: for people who run Envoy themselves, in containers for example. */
@Command(
    name = "bootstrap",
    description = "Print the bootstrap that `ostia proxy` would start Envoy with.")
public final class BootstrapCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private GatewayOptions gateway = new GatewayOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "yaml|json",
      defaultValue = "yaml",
      description = "The format (default: ${DEFAULT-VALUE}).")
  private String output = "";

  @Override
  public void run() {
    var bootstrap = EnvoyBootstrap.of(gateway.toBootstrapOptions());
    PrintWriter out = spec.commandLine().getOut();
    switch (output) {
      case "yaml" -> out.print(BootstrapText.toYaml(bootstrap));
      case "json" -> out.println(BootstrapText.toJson(bootstrap));
      default ->
          throw new ParameterException(
              spec.commandLine(), "-o is yaml or json, not `" + output + "`");
    }
    out.flush();
  }
}
