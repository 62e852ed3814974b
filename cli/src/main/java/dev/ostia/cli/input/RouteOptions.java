package dev.ostia.cli.input;

import dev.ostia.translator.config.RouteLayout;
import picocli.CommandLine.Option;

/** The options that say how listeners and routes are laid out in Envoy's configuration. */
public final class RouteOptions {

  @Option(
      names = "--route-metadata",
      description =
          "Name the VirtualService on every route, for istioctl. Without it the virtual host does "
              + "so where all of its routes are of one, which is less work for Envoy.")
  private boolean routeMetadata;

  @Option(
      names = "--http3",
      description =
          "Serve HTTPS over HTTP/3 as well: a QUIC listener on the UDP port of the same number, and"
              + " the header alt-svc in answers. Servers that ask for client certificates are left "
              + "out.")
  private boolean http3;

  @Option(
      names = "--shard-routes-above",
      paramLabel = "N|off",
      converter = ShardThreshold.class,
      defaultValue = "" + RouteLayout.SHARD_ABOVE,
      description =
          "Deal the routes of a port out to shards above this number of virtual hosts, so that a "
              + "change costs Envoy one shard; back below half of it (default: ${DEFAULT-VALUE})."
              + " With fewer a change is in use within 0.1 s as it is, and shards cost each request"
              + " about 10 us. Needs Envoy 1.40. 'off' for no shards.")
  private int shardAbove = RouteLayout.SHARD_ABOVE;

  /** What picocli fills. */
  public RouteOptions() {}

  /** These options as plain values. */
  public RouteLayout layout() {
    return new RouteLayout(routeMetadata, http3, shardAbove);
  }
}
