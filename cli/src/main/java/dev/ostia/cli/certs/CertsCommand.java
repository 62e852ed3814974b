package dev.ostia.cli.certs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ostia certs}: what is needed to try out a secured xDS port. */
@Command(
    name = "certs",
    description = {
      "Make certificates for the connection of gateways to the control plane.",
      "A small authority, the control plane's certificate and one for each gateway, and the"
          + " commands that use them. They are for trying this out: the authority's key lies beside"
          + " them."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia certs",
      "  ostia certs --host ostia.example.com --proxy edge/gateway \\",
      "    --proxy istio-system/gateway"
    })
public final class CertsCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--dir",
      paramLabel = "FOLDER",
      defaultValue = "ostia-certs",
      description = "Where they are written (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("ostia-certs");

  @Option(
      names = "--host",
      paramLabel = "HOST",
      split = ",",
      defaultValue = "localhost,127.0.0.1",
      description =
          "A name or IP address by which gateways reach the control plane (default:"
              + " ${DEFAULT-VALUE}); repeat it for more.")
  private List<String> hosts = new ArrayList<>();

  @Option(
      names = "--proxy",
      paramLabel = "NS/SA",
      defaultValue = "istio-system/ostia-gateway",
      description =
          "Namespace and service account of a gateway (default: ${DEFAULT-VALUE}); repeat it for"
              + " more.")
  private List<String> proxies = new ArrayList<>();

  @Option(
      names = "--trust-domain",
      paramLabel = "DOMAIN",
      defaultValue = "cluster.local",
      description = "The first part of the gateways' SPIFFE IDs (default: ${DEFAULT-VALUE}).")
  private String trustDomain = "";

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "365",
      description = "How long all certificates are valid (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(names = "--force", description = "Replace what is in the folder, the authority as well.")
  private boolean force;

  @Override
  public void run() {
    try {
      if (days < 1) {
        throw new IllegalArgumentException("--days must be 1 or more, not " + days);
      }
      new CertificateSet(
              hosts,
              proxies.stream().map(ProxyName::parse).toList(),
              trustDomain,
              Duration.ofDays(days))
          .write(folder, force, spec.commandLine().getOut());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
