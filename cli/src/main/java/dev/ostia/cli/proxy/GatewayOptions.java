package dev.ostia.cli.proxy;

import dev.ostia.cli.gateway.GatewaySelection;
import dev.ostia.cli.input.PortNumber;
import dev.ostia.envoy.bootstrap.BootstrapOptions;
import dev.ostia.envoy.bootstrap.GatewayIdentity;
import dev.ostia.envoy.bootstrap.HostPort;
import dev.ostia.envoy.bootstrap.XdsProtocol;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that say who a gateway is, where its control plane is and which ports it has. */
public final class GatewayOptions {

  @Spec(Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--xds-address",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:15010",
      description = "Where the control plane serves xDS (default: ${DEFAULT-VALUE}).")
  private String xdsAddress = "";

  @Mixin private XdsTlsOptions xdsTls = new XdsTlsOptions();

  @Option(
      names = "--xds-protocol",
      paramLabel = "delta|sotw",
      defaultValue = "delta",
      description = "The variant of ADS (default: ${DEFAULT-VALUE}).")
  private String xdsProtocol = "";

  @Option(
      names = "--id",
      paramLabel = "NAME",
      defaultValue = "ostia-gateway",
      description = "The gateway's name, unique in its namespace (default: ${DEFAULT-VALUE}).")
  private String id = "";

  @Mixin private GatewaySelection selection = new GatewaySelection();

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      converter = PortNumber.OrZero.class,
      defaultValue = "15000",
      description =
          "Envoy's admin port, on 127.0.0.1 (default: ${DEFAULT-VALUE}); 0 for any free one.")
  private int adminPort;

  @Mixin private StatusPortOptions statusPorts = new StatusPortOptions();

  @Option(
      names = "--status-address",
      paramLabel = "IP",
      defaultValue = "127.0.0.1",
      description =
          "Where the ready and the stats port listen (default: ${DEFAULT-VALUE}). "
              + "Balancers and scrapers on other machines need 0.0.0.0 or an address of this "
              + "one.")
  private String statusAddress = "";

  /**
   * What the bootstrap is made from.
   *
   * @throws ParameterException when an option does not hold what it should
   */
  public BootstrapOptions toBootstrapOptions() {
    try {
      HostPort xds = HostPort.parse(xdsAddress);
      return new BootstrapOptions(
          identity(),
          xds,
          xdsTls.toXdsTls(xds.host()),
          protocol(),
          new HostPort("127.0.0.1", adminPort),
          new HostPort(statusAddress, statusPorts.ready()),
          new HostPort(statusAddress, statusPorts.stats()),
          BootstrapOptions.DEFAULT.maxConnections());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
  }

  private GatewayIdentity identity() {
    GatewayIdentity identity =
        GatewayIdentity.DEFAULT
            .withName(id)
            .withNamespace(selection.namespace())
            .withLocality(selection.locality());
    return selection.labels().isEmpty() ? identity : identity.withLabels(selection.labels());
  }

  private XdsProtocol protocol() {
    return switch (xdsProtocol) {
      case "delta" -> XdsProtocol.DELTA;
      case "sotw" -> XdsProtocol.SOTW;
      default ->
          throw new IllegalArgumentException(
              "--xds-protocol is delta or sotw, not `" + xdsProtocol + "`");
    };
  }
}
