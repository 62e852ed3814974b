package dev.ostia.cli.input;

import picocli.CommandLine.Option;

/** The option that says where a running control plane answers. */
public final class ControlPlaneOptions {

  private static final String DEFAULT = "127.0.0.1:15014";

  @Option(
      names = "--control-plane",
      paramLabel = "HOST:PORT",
      defaultValue = DEFAULT,
      converter = HostAndPort.class,
      description = "The admin address of a running control plane (default: ${DEFAULT-VALUE}).")
  private String address = DEFAULT;

  /** What picocli fills. */
  public ControlPlaneOptions() {}

  /** Where the control plane's admin pages are, {@code HOST:PORT}. */
  public String address() {
    return address;
  }
}
