package dev.ostia.cli.serve;

import dev.ostia.cli.input.RouteOptions;
import dev.ostia.translator.config.RouteLayout;
import java.net.URI;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--trace-endpoint",
      paramLabel = "URL",
      description =
          "Where a trace of each change is posted by OTLP over HTTP, such as"
              + " http://127.0.0.1:4318/v1/traces. Without it nothing is traced.")
  private @Nullable URI traceEndpoint;

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

  /** Where traces go; null for nowhere. */
  @Nullable URI traceEndpoint() {
    return traceEndpoint;
  }

  RouteLayout layout() {
    return routes.layout();
  }
}
