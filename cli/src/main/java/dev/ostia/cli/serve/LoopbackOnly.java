package dev.ostia.cli.serve;

import dev.ostia.controlplane.xds.XdsOptions;
import dev.ostia.controlplane.xds.identity.Authentication;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** For commands whose one gateway is on the same machine: plain text, and nobody else. */
final class LoopbackOnly implements XdsSecurity {

  private final CommandSpec spec;

  LoopbackOnly(CommandSpec spec) {
    this.spec = spec;
  }

  @Override
  public XdsOptions secure(XdsOptions options) {
    if (options.authentication() == Authentication.NONE) {
      throw new ParameterException(
          spec.commandLine(),
          "--xds-address %s can be reached from other machines, and this command serves xDS in plain"
                  .formatted(options.address().getHostString())
              + " text to its own gateway. `ostia control-plane` serves others, with --xds-cert");
    }
    return options;
  }
}
