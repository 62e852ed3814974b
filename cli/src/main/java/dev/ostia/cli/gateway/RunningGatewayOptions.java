package dev.ostia.cli.gateway;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.input.ControlPlaneOptions;
import dev.ostia.cli.input.InputOptions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name a gateway that runs, for commands that take files otherwise. */
public final class RunningGatewayOptions {

  @Option(
      names = "--proxy",
      paramLabel = "NAME[.NAMESPACE]",
      description =
          "Instead of -f: a gateway that is connected to the control plane, as that has it. With"
              + " -k: a pod or a Deployment of the cluster, whose Envoy is asked through a"
              + " port-forward.")
  private @Nullable String proxy;

  @Mixin private ControlPlaneOptions controlPlane = new ControlPlaneOptions();

  /** What picocli fills. */
  public RunningGatewayOptions() {}

  /** Whether one is named. */
  public boolean isGiven() {
    return proxy != null;
  }

  /** The name that was given, if any. */
  public @Nullable String name() {
    return proxy;
  }

  /** Whether files, or a cluster as a source of objects, are named beside it. */
  public boolean isBeside(InputOptions input) {
    // With the name of a proxy the cluster is where it runs.
    return isGiven() ? !input.paths().isEmpty() : input.isGiven();
  }

  /**
   * Asks for what the named one has.
   *
   * @throws CommandFailure if nobody can be asked or knows it
   */
  public GatewayModel ask(InputOptions input) {
    String name = Objects.requireNonNull(proxy);
    return input.cluster().isWanted()
        ? RunningGateway.inPod(input.cluster(), name)
        : RunningGateway.ask(controlPlane.address(), name);
  }
}
