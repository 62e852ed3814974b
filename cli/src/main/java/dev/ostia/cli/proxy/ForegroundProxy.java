package dev.ostia.cli.proxy;

import dev.ostia.envoy.bootstrap.BootstrapOptions;
import dev.ostia.envoy.bootstrap.EnvoyBootstrap;
import dev.ostia.envoy.process.EnvoyFailedException;
import dev.ostia.envoy.process.EnvoyOptions;
import dev.ostia.envoy.process.EnvoyProcess;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An Envoy whose life is that of the command: its log is ours, its exit code too. */
final class ForegroundProxy {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final BootstrapOptions bootstrap;
  private final @Nullable Integer concurrency;
  private final List<String> arguments;
  private final Consumer<String> notices;

  ForegroundProxy(
      BootstrapOptions bootstrap,
      @Nullable Integer concurrency,
      List<String> arguments,
      Consumer<String> notices) {
    this.bootstrap = bootstrap;
    this.concurrency = concurrency;
    this.arguments = arguments;
    this.notices = notices;
  }

  /** Runs until Envoy ends. */
  int run(Path binary) {
    try (FollowedXdsTls followed = FollowedXdsTls.of(bootstrap)) {
      return run(binary, followed);
    }
  }

  private int run(Path binary, FollowedXdsTls followed) {
    EnvoyProcess envoy = EnvoyProcess.start(EnvoyBootstrap.of(followed.options()), options(binary));
    Thread stopper =
        new Thread(
            () -> {
              int code = stop(envoy);
              followed.close();
              Runtime.getRuntime().halt(code);
            },
            "envoy-stop");
    Runtime.getRuntime().addShutdownHook(stopper);
    announce(envoy);
    int exitCode = envoy.exit().join();
    try {
      Runtime.getRuntime().removeShutdownHook(stopper);
    } catch (IllegalStateException e) {
      // It is what ended Envoy, and it ends the process.
    }
    return exitCode;
  }

  private int stop(EnvoyProcess envoy) {
    if (envoy.exitCode().isEmpty()) {
      notices.accept("draining " + name());
    }
    return envoy.stop();
  }

  private EnvoyOptions options(Path binary) {
    EnvoyOptions options =
        EnvoyOptions.of(binary)
            .withArguments(arguments)
            .withOutput(
                new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
    OptionalInt drainSeconds = drainTime(arguments);
    if (drainSeconds.isPresent()) {
      options = options.withTerminationDrain(Duration.ofSeconds(drainSeconds.getAsInt()));
    }
    return concurrency == null ? options : options.withConcurrency(concurrency);
  }

  /** The drain time that the user gives to Envoy bounds ours as well. */
  private static OptionalInt drainTime(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      String value =
          argument.startsWith("--drain-time-s=")
              ? argument.substring("--drain-time-s=".length())
              : argument.equals("--drain-time-s") && i + 1 < arguments.size()
                  ? arguments.get(i + 1)
                  : "";
      if (value.matches("\\d{1,9}")) {
        return OptionalInt.of(Integer.parseInt(value));
      }
    }
    return OptionalInt.empty();
  }

  private void announce(EnvoyProcess envoy) {
    try {
      if (!envoy.pollReady(PATIENCE)) {
        notices.accept(reasonForWaiting(envoy));
        while (!envoy.pollReady(PATIENCE)) {
          // Said once; Envoy's own log goes on.
        }
      }
      notices.accept(
          "%s is ready: xDS from %s, admin http://%s, Envoy is process %d"
              .formatted(name(), bootstrap.xds(), envoy.admin().address(), envoy.pid()));
    } catch (EnvoyFailedException e) {
      // Its log is on the screen already.
      notices.accept("Envoy ended before it was ready");
    }
  }

  private String reasonForWaiting(EnvoyProcess envoy) {
    boolean connected;
    try {
      connected = envoy.admin().stat("control_plane.connected_state") == 1;
    } catch (IOException e) {
      connected = false;
    }
    return connected
        ? name() + " waits for its first configuration from " + bootstrap.xds()
        : "%s waits for a control plane at %s (is `ostia control-plane` running there?)"
            .formatted(name(), bootstrap.xds());
  }

  private String name() {
    return "gateway " + bootstrap.identity().namespace() + "/" + bootstrap.identity().name();
  }
}
