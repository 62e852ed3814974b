package dev.ostia.envoy.process;

import dev.ostia.envoy.bootstrap.BootstrapText;
import dev.ostia.envoy.bootstrap.HostPort;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A running Envoy. It ends when this JVM ends, however that happens (see {@link Guard}). With admin
 * port 0 in the bootstrap the system chooses one, so that any number can run on a machine.
 */
public final class EnvoyProcess implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration KILL_AFTER = Duration.ofSeconds(5);

  private final Process process;
  private final EnvoyOptions options;
  private final HostPort configuredAdmin;
  private final Path adminAddressFile;
  private final List<LogPump> logs;
  private final List<Thread> pumps = new ArrayList<>();
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();

  private EnvoyProcess(Process process, EnvoyOptions options, HostPort admin, Path work) {
    this.process = process;
    this.options = options;
    this.configuredAdmin = admin;
    this.adminAddressFile = work.resolve("admin");
    this.logs =
        List.of(
            new LogPump(process.getInputStream(), options.output()),
            new LogPump(process.getErrorStream(), options.error()));
    for (LogPump log : logs) {
      // Not virtual: a read from a pipe holds its carrier, and two of them hold both carriers of a
      // small machine, so that every other virtual thread stands still until Envoy writes a line.
      pumps.add(Thread.ofPlatform().daemon().name("envoy-log").start(log));
    }
    Thread.ofVirtual().name("envoy-watch").start(this::watch);
  }

  /**
   * Starts an Envoy; returns at once, before it serves.
   *
   * @throws EnvoyFailedException when the process cannot be started
   */
  public static EnvoyProcess start(Bootstrap bootstrap, EnvoyOptions options) {
    try {
      Path work = Files.createTempDirectory("ostia-envoy-");
      SocketAddress admin = bootstrap.getAdmin().getAddress().getSocketAddress();
      HostPort adminAddress = new HostPort(admin.getAddress(), admin.getPortValue());
      List<String> command = options.command();
      command.addAll(configuration(bootstrap, options, work));
      if (adminAddress.port() == 0 && !options.given("--admin-address-path")) {
        command.addAll(List.of("--admin-address-path", work.resolve("admin").toString()));
      }
      Process process = new ProcessBuilder(Guard.guarded(command, work)).start();
      return new EnvoyProcess(process, options, adminAddress, work);
    } catch (IOException e) {
      throw new EnvoyFailedException("Envoy cannot be started: " + e.getMessage());
    }
  }

  /**
   * On the command line, which leaves nothing behind; as a file where the caller merges his own.
   */
  private static List<String> configuration(Bootstrap bootstrap, EnvoyOptions options, Path work)
      throws IOException {
    if (!options.given("--config-yaml")) {
      return List.of("--config-yaml", BootstrapText.toCompactJson(bootstrap));
    }
    Path file = work.resolve("bootstrap.json");
    Files.writeString(file, BootstrapText.toJson(bootstrap));
    return List.of("--config-path", file.toString());
  }

  private void watch() {
    try {
      int code = process.waitFor();
      for (Thread pump : pumps) {
        pump.join();
      }
      release();
      exit.complete(code);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exit.completeExceptionally(e);
    }
  }

  /** Tells the guard that Envoy has ended. */
  private void release() {
    try (var guard = process.getOutputStream()) {
      guard.write("ended\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // The guard is gone already.
    }
  }

  /** The id of the Envoy process. */
  public long pid() {
    return process.pid();
  }

  /** Completes with Envoy's exit code (128 + signal number if a signal ended it). */
  public CompletableFuture<Integer> exit() {
    return exit.copy();
  }

  /** The exit code, when Envoy has ended. */
  public OptionalInt exitCode() {
    return exit.isDone() ? OptionalInt.of(exit.join()) : OptionalInt.empty();
  }

  /** The end of what Envoy wrote to its standard output and to its log. */
  public String logTail() {
    return logs.get(0).tail() + logs.get(1).tail();
  }

  /**
   * The admin interface.
   *
   * @throws EnvoyFailedException when Envoy ended before it opened one
   */
  public AdminClient admin() {
    if (configuredAdmin.port() != 0) {
      return new AdminClient(configuredAdmin);
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < deadline && !exit.isDone()) {
      try {
        String text = Files.readString(adminAddressFile).strip();
        if (!text.isEmpty()) {
          return new AdminClient(HostPort.parse(text));
        }
      } catch (IOException e) {
        // Not written yet.
      }
      pause();
    }
    throw failed("did not open its admin port");
  }

  /**
   * The port of the admin interface.
   *
   * @throws EnvoyFailedException when Envoy ended before it opened one
   */
  public int adminPort() {
    return admin().address().port();
  }

  /**
   * Waits until Envoy has its first configuration and serves.
   *
   * @return this
   * @throws EnvoyFailedException when it ended, or was not ready in time
   */
  public EnvoyProcess awaitReady(Duration limit) {
    if (!pollReady(limit)) {
      throw failed("was not ready within " + limit.toSeconds() + " s");
    }
    return this;
  }

  /**
   * Waits until Envoy serves.
   *
   * @return whether it does; false when the time is over
   * @throws EnvoyFailedException when it ended
   */
  public boolean pollReady(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    do {
      if (exit.isDone()) {
        throw failed("ended with exit code " + exit.join() + " before it was ready");
      }
      if (admin().isLive()) {
        return true;
      }
      pause();
    } while (System.nanoTime() < deadline);
    return false;
  }

  /**
   * Drains, then ends Envoy: readiness fails, connections close with their next response, and after
   * {@link EnvoyOptions#terminationDrain} at the latest the process is ended; killed if it does not
   * end within 5 seconds more. Does nothing when it has ended.
   *
   * @return the exit code
   */
  public int stop() {
    try {
      if (process.isAlive() && !options.terminationDrain().isZero() && isListening()) {
        new Drain(admin()).run(options.terminationDrain());
      }
      return terminate();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return exit.join();
    }
  }

  private boolean isListening() {
    return configuredAdmin.port() != 0 || Files.exists(adminAddressFile);
  }

  private int terminate() throws InterruptedException {
    // The signal alone: Process.destroy closes our pipe as well, upon which the guard would end
    // Envoy once more, perhaps when it no longer handles signals.
    process.toHandle().destroy();
    if (!process.waitFor(KILL_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
    }
    return exit.join();
  }

  /** As {@link #stop}. */
  @Override
  public void close() {
    stop();
  }

  private EnvoyFailedException failed(String what) {
    return new EnvoyFailedException("Envoy " + what + ". The end of its log:\n" + logTail());
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvoyFailedException("interrupted while waiting for Envoy");
    }
  }
}
