package dev.ostia.cli.serve;

import dev.ostia.cli.CommandFailure;
import dev.ostia.controlplane.admission.AdmissionServer;
import dev.ostia.controlplane.xds.tls.UnusableTlsException;
import dev.ostia.envoy.bootstrap.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of the admission webhook. */
final class WebhookOptions {

  @Option(
      names = "--webhook-address",
      paramLabel = "HOST:PORT",
      description =
          "Answer API servers that ask, before they store an object, whether Ostia would take it"
              + " (/validate, over HTTPS).")
  private @Nullable String address;

  @Option(
      names = "--webhook-cert",
      paramLabel = "FILE",
      description = "The webhook's certificate (PEM), followed as it is replaced.")
  private @Nullable Path certificate;

  @Option(
      names = "--webhook-key",
      paramLabel = "FILE",
      description = "The private key of --webhook-cert (PEM, PKCS #8).")
  private @Nullable Path key;

  /**
   * Starts the webhook if it is wanted.
   *
   * @throws ParameterException if an option is missing or wrong
   * @throws CommandFailure if it cannot be served
   */
  void start(CommandSpec spec, Lifetime lifetime) {
    if (address == null && certificate == null && key == null) {
      return;
    }
    if (address == null || certificate == null || key == null) {
      throw new ParameterException(
          spec.commandLine(), "--webhook-address, --webhook-cert and --webhook-key go together");
    }
    try {
      HostPort parsed = HostPort.parse(address);
      lifetime.add(
          new AdmissionServer(
              new InetSocketAddress(parsed.host(), parsed.port()), certificate, key));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--webhook-address: " + e.getMessage(), e);
    } catch (UnusableTlsException | IOException e) {
      throw new CommandFailure("the webhook cannot be served: " + e.getMessage());
    }
  }
}
