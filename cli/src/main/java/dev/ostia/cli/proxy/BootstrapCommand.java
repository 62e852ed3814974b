package dev.ostia.cli.proxy;

import dev.ostia.cli.CommandFailure;
import dev.ostia.envoy.bootstrap.BootstrapOptions;
import dev.ostia.envoy.bootstrap.BootstrapText;
import dev.ostia.envoy.bootstrap.EnvoyBootstrap;
import dev.ostia.envoy.bootstrap.XdsSecretFiles;
import dev.ostia.envoy.bootstrap.XdsTls;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ostia bootstrap}: for people who run Envoy themselves, in containers for example. */
@Command(
    name = "bootstrap",
    description = "Print the bootstrap that `ostia proxy` would start Envoy with.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia bootstrap > bootstrap.yaml && envoy -c bootstrap.yaml",
      "  ostia bootstrap --id edge-1 -o json"
    })
public final class BootstrapCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private GatewayOptions gateway = new GatewayOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "yaml|json",
      defaultValue = "yaml",
      description = "The format (default: ${DEFAULT-VALUE}).")
  private String output = "";

  @Option(
      names = "--xds-secret-files",
      paramLabel = "FOLDER",
      description =
          "Write files into this folder by which Envoy follows its certificate, its token and the"
              + " authorities while it runs; without them it reads what it can once. They hold"
              + " paths, no keys, and Envoy must find them in the same place.")
  private @Nullable Path secretFiles;

  @Override
  public void run() {
    var bootstrap = EnvoyBootstrap.of(options());
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

  private BootstrapOptions options() {
    BootstrapOptions options = gateway.toBootstrapOptions();
    XdsTls tls = options.xdsTls();
    if (secretFiles == null) {
      if (tls != null && tls.token() != null) {
        throw new ParameterException(
            spec.commandLine(),
            "--xds-token needs --xds-secret-files: a token is replaced while Envoy runs");
      }
      return options;
    }
    if (tls == null) {
      throw new ParameterException(
          spec.commandLine(), "--xds-secret-files needs TLS: give --xds-ca too");
    }
    try {
      return options.withXdsTls(XdsSecretFiles.write(tls, secretFiles));
    } catch (IOException e) {
      throw new CommandFailure("--xds-secret-files " + secretFiles + ": " + e.getMessage());
    }
  }
}
