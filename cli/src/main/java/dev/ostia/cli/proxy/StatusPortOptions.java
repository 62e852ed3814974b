package dev.ostia.cli.proxy;

import dev.ostia.cli.input.PortNumber;
import picocli.CommandLine.Option;

/** The options that say where an Envoy tells probes and scrapers of itself. */
public final class StatusPortOptions {

  @Option(
      names = "--ready-port",
      paramLabel = "PORT",
      converter = PortNumber.OrZero.class,
      defaultValue = "15021",
      description = "The port of /healthz/ready (default: ${DEFAULT-VALUE}); 0 for none.")
  private int readyPort;

  @Option(
      names = "--stats-port",
      paramLabel = "PORT",
      converter = PortNumber.OrZero.class,
      defaultValue = "15090",
      description = "The port of /stats/prometheus (default: ${DEFAULT-VALUE}); 0 for none.")
  private int statsPort;

  /** The port for probes; 0 for none. */
  public int ready() {
    return readyPort;
  }

  /** The port for scrapers; 0 for none. */
  public int stats() {
    return statsPort;
  }
}
