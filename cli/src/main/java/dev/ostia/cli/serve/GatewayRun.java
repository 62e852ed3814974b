package dev.ostia.cli.serve;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.gateway.PortMapping;
import dev.ostia.controlplane.ControlPlane;
import dev.ostia.controlplane.source.Source;
import dev.ostia.envoy.binary.EnvoyBinary;
import dev.ostia.envoy.binary.EnvoyUnavailableException;
import dev.ostia.envoy.bootstrap.EnvoyBootstrap;
import dev.ostia.envoy.bootstrap.GatewayIdentity;
import dev.ostia.envoy.process.EnvoyFailedException;
import dev.ostia.envoy.process.EnvoyOptions;
import dev.ostia.envoy.process.EnvoyProcess;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** A control plane and the gateway that it serves, in one process and a child of it. */
public final class GatewayRun {

  private static final Duration START = Duration.ofSeconds(60);

  private final Serving serving;
  private final GatewaySettings settings;
  private final PrintWriter out;
  private final PrintWriter err;

  GatewayRun(CommandSpec spec, Serving serving, GatewaySettings settings) {
    this.serving = serving;
    this.settings = settings;
    this.out = spec.commandLine().getOut();
    this.err = spec.commandLine().getErr();
  }

  /** Runs until a signal comes or Envoy ends; the exit code. */
  int run() throws InterruptedException {
    boolean lowPorts = PortMapping.lowPortsAllowed();
    PortMapping mapping = PortMapping.of(settings.ports(), lowPorts);
    try (Lifetime lifetime = new Lifetime()) {
      Running running = start(lifetime, mapping, List.of());
      Serving.awaitReady(running.controlPlane());
      if (!lowPorts) {
        new LowPorts(mapping, settings.ports(), settings.identity().labels())
            .notices(running.controlPlane().state().view())
            .forEach(this::say);
      }
      awaitEnvoy(running);
      out.println(ReadyLine.of(running.controlPlane(), mapping, running.envoy()));
      out.flush();
      return lifetime.await();
    }
  }

  /** What has been started. */
  record Running(ControlPlane controlPlane, EnvoyProcess envoy) {}

  /**
   * Starts both; whoever calls waits for them.
   *
   * @param contributed sources beside the files
   */
  Running start(Lifetime lifetime, PortMapping mapping, List<Source> contributed) {
    Path binary = binary();
    GatewayIdentity identity = settings.identity();
    List<Source> sources = new ArrayList<>(contributed);
    sources.add(
        new FixedSource("--port", mapping.objects(identity.namespace(), identity.labels())));
    ControlPlane controlPlane = serving.start(lifetime, sources);
    EnvoyProcess envoy = startEnvoy(binary, controlPlane.xdsPort());
    lifetime.add(() -> drain(envoy));
    Thread.ofVirtual().name("envoy-end").start(() -> endWith(envoy, lifetime));
    return new Running(controlPlane, envoy);
  }

  private EnvoyProcess startEnvoy(Path binary, int xdsPort) {
    EnvoyOptions options =
        EnvoyOptions.of(binary)
            .withOutput(new FileOutputStream(FileDescriptor.out), OutputStream.nullOutputStream());
    Integer concurrency = settings.concurrency();
    if (concurrency != null) {
      options = options.withConcurrency(concurrency);
    }
    try {
      return EnvoyProcess.start(EnvoyBootstrap.of(settings.bootstrap(xdsPort)), options);
    } catch (EnvoyFailedException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    }
  }

  private void endWith(EnvoyProcess envoy, Lifetime lifetime) {
    int code = envoy.exit().join();
    if (!lifetime.isEnding()) {
      say("Envoy has ended with exit code " + code + ". The end of its log:\n" + envoy.logTail());
      lifetime.end(1);
    }
  }

  private void drain(EnvoyProcess envoy) {
    if (envoy.exitCode().isEmpty()) {
      say("draining the gateway");
      envoy.stop();
    }
  }

  private Path binary() {
    try {
      return new EnvoyBinary(System.getenv(), this::say).find(settings.envoy());
    } catch (EnvoyUnavailableException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    }
  }

  /** Waits until the gateway serves, and lets the control plane know whom to ask about it. */
  void awaitEnvoy(Running running) {
    try {
      running.envoy().awaitReady(START);
      running
          .controlPlane()
          .envoyAdmin(
              EnvoyBootstrap.of(settings.bootstrap(running.controlPlane().xdsPort()))
                  .getNode()
                  .getId(),
              running.envoy().admin().address().toString());
    } catch (EnvoyFailedException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    }
  }

  private void say(String line) {
    err.println("ostia: " + line);
    err.flush();
  }
}
