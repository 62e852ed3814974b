package dev.ostia.cli.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The `ostia` command as a process of its own, started by its launcher as a user starts it. */
final class OstiaProcess implements AutoCloseable {

  private final Process process;
  private final Path log;

  private OstiaProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts {@code ostia ARGUMENTS...}; what it prints goes to a file in the folder. */
  static OstiaProcess start(Path folder, String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("ostia.root"), "ostia").toString());
    command.addAll(List.of(arguments));
    Path log = folder.resolve(name + ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new OstiaProcess(process, log);
  }

  /** Waits until a line that contains this text has been printed. */
  OstiaProcess awaitLine(String text) throws IOException {
    await("'" + text + "' from " + process.info().commandLine().orElse("ostia"))
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> printed(text) || !process.isAlive());
    if (!printed(text)) {
      throw new IOException("the process ended without '" + text + "':\n" + output());
    }
    return this;
  }

  boolean printed(String text) throws IOException {
    return output().contains(text);
  }

  String output() throws IOException {
    return Files.exists(log) ? Files.readString(log) : "";
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL to the process itself and nothing else. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** SIGTERM; the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the process ignores SIGTERM");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(20, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** A port that is free now. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
