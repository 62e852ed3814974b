package dev.ostia.cli.serve;

import dev.ostia.cli.input.RouteOptions;
import dev.ostia.translator.config.RouteLayout;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where the control plane is reached. */
public final class ServerOptions {

  @Option(
      names = "--xds-address",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:15010",
      description =
          "Where xDS is served to Envoys (default: ${DEFAULT-VALUE}); port 0 for any free one.")
  private String xdsAddress = "";

  @Option(
      names = "--admin-address",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:15014",
      description =
          "Where /ready, /metrics and /debug are served (default: ${DEFAULT-VALUE}); port "
              + "0 for any free one.")
  private String adminAddress = "";

  @Mixin private RouteOptions routes = new RouteOptions();

  /** Any free ports of the loopback interface. */
  static ServerOptions anyFreePorts() {
    ServerOptions options = new ServerOptions();
    options.xdsAddress = "127.0.0.1:0";
    options.adminAddress = "127.0.0.1:0";
    return options;
  }

  String xdsAddress() {
    return xdsAddress;
  }

  String adminAddress() {
    return adminAddress;
  }

  RouteLayout layout() {
    return routes.layout();
  }
}
