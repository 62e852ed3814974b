package dev.ostia.cli.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what is read. */
public final class InputOptions {

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "PATH",
      description =
          "A folder or a file with configuration: *.yaml, *.yml, *.json, folders with all "
              + "that is in them; - for standard input, except where files are followed. Repeat "
              + "it for more.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--default-namespace",
      paramLabel = "NS",
      defaultValue = "default",
      description = "The namespace of objects that name none (default: ${DEFAULT-VALUE}).")
  private String defaultNamespace = "default";

  @Option(
      names = "--mesh-config",
      paramLabel = "FILE",
      description = "A file with Istio's mesh configuration (MeshConfig).")
  private @Nullable Path meshConfig;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  /** What picocli fills; see {@link #of} for other uses. */
  public InputOptions() {}

  /** This folder, and the defaults for all else. */
  public static InputOptions of(Path folder) {
    InputOptions options = new InputOptions();
    options.paths = List.of(folder);
    return options;
  }

  /** These files and folders, read so. */
  public static InputOptions of(
      List<Path> paths, String defaultNamespace, @Nullable Path meshConfig) {
    return of(paths, defaultNamespace, meshConfig, new ClusterOptions());
  }

  /** These files and folders, read so, and this cluster, if any. */
  public static InputOptions of(
      List<Path> paths,
      String defaultNamespace,
      @Nullable Path meshConfig,
      ClusterOptions cluster) {
    InputOptions options = new InputOptions();
    options.paths = List.copyOf(paths);
    options.defaultNamespace = defaultNamespace;
    options.meshConfig = meshConfig;
    options.cluster = cluster;
    return options;
  }

  /**
   * Makes sure that there is something to read.
   *
   * @throws ParameterException if neither files nor a cluster are named
   */
  public void requireSome(CommandSpec spec) {
    if (!isGiven()) {
      throw new ParameterException(
          spec.commandLine(), "Missing required option: '--filename=PATH', or --kubernetes");
    }
  }

  /** Whether files or a cluster are named. */
  public boolean isGiven() {
    return !paths.isEmpty() || cluster.isWanted();
  }

  /** What is read, as a title names it. */
  public String names() {
    List<String> names = new ArrayList<>(paths.stream().map(Path::toString).toList());
    if (cluster.isWanted()) {
      names.add(cluster.name());
    }
    return String.join(", ", names);
  }

  /** Which cluster is read, if any. */
  public ClusterOptions cluster() {
    return cluster;
  }

  /** The files and folders, in the order given. */
  public List<Path> paths() {
    return List.copyOf(paths);
  }

  /** The namespace of objects that name none. */
  public String defaultNamespace() {
    return defaultNamespace;
  }

  /** The file with the mesh configuration, or null. */
  public @Nullable Path meshConfig() {
    return meshConfig;
  }
}
