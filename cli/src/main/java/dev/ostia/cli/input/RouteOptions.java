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
      paramLabel = "N",
      description =
          "Deal the routes of a port out to shards above this number of virtual hosts, so that a "
              + "change costs Envoy one shard; back below half of it. Needs Envoy 1.40. Default: "
              + "never.")
  private int shardAbove = RouteLayout.NEVER;

  /** What picocli fills. */
  public RouteOptions() {}

  /** These options as plain values. */
  public RouteLayout layout() {
    return new RouteLayout(routeMetadata, http3, Math.max(0, shardAbove));
  }
}
