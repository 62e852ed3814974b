package dev.ostia.cli.serve;

import dev.ostia.controlplane.xds.XdsOptions;
import org.jspecify.annotations.Nullable;

/** How a command secures its xDS port. */
@FunctionalInterface
interface XdsSecurity {

  /**
   * The same options, secured.
   *
   * @throws picocli.CommandLine.ParameterException if the port may not be opened like this
   */
  XdsOptions secure(XdsOptions options);

  /** The audience of the service-account tokens that are taken; null if none are. */
  default @Nullable String tokenAudience() {
    return null;
  }
}
