package dev.ostia.cli.serve;

import dev.ostia.cli.Ostia;
import dev.ostia.cli.input.InputOptions;
import dev.ostia.cli.logging.LogOptions;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ostia control-plane}: the xDS server alone. */
@Command(
    name = "control-plane",
    description = {
      "Serve configuration to Envoys that run elsewhere.",
      "Reads configuration, follows its changes and streams it over ADS. Prints a line that begins"
          + " with 'ready' when it can serve."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended by SIGTERM or Ctrl-C",
      "1:it could not start",
      "2:the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ostia control-plane -f config/",
      "  ostia control-plane --kubernetes --namespaces shop,istio-system",
      "  ostia control-plane -f config/ --xds-address 0.0.0.0:15012 \\",
      "    --xds-cert server.crt --xds-key server.key --xds-client-ca ca.crt"
    })
public final class ControlPlaneCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private InputOptions input = new InputOptions();
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private XdsSecurityOptions security = new XdsSecurityOptions();
  @Mixin private WebhookOptions webhook = new WebhookOptions();
  @Mixin private LogOptions logging = new LogOptions();

  @Option(
      names = "--write-status",
      description =
          "Write to Gateways, VirtualServices, DestinationRules and ServiceEntries of the cluster "
              + "whether they are accepted and programmed. Of several replicas one does.")
  private boolean writeStatus;

  @Option(
      names = "--status-lease",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description =
          "How long after the death of the replica that writes status another one takes over "
              + "(default: ${DEFAULT-VALUE}).")
  private int statusLease = 15;

  @Override
  public Integer call() throws InterruptedException {
    input.requireSome(spec);
    if (statusLease < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--status-lease: %d is too short; it is in seconds, 1 or more".formatted(statusLease));
    }
    logging.start(Ostia.isVerbose(spec));
    return new Serving(spec, input, server, security)
        .writingStatus(writeStatus ? Duration.ofSeconds(statusLease) : null)
        .controlPlaneAlone(webhook);
  }
}
