package dev.ostia.cli.input;

import dev.ostia.translator.config.RouteLayout;
import picocli.CommandLine.Option;

/** The options that say how routes are laid out in Envoy's configuration. */
public final class RouteOptions {

  @Option(
      names = "--route-metadata",
      description =
          "Name the VirtualService on every route, for istioctl. Without it the virtual host does "
              + "so where all of its routes are of one, which is less work for Envoy.")
  private boolean routeMetadata;

  /** What picocli fills. */
  public RouteOptions() {}

  /** These options as plain values. */
  public RouteLayout layout() {
    return new RouteLayout(routeMetadata);
  }
}
