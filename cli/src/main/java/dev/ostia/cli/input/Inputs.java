package dev.ostia.cli.input;

import dev.ostia.cli.CommandFailure;
import dev.ostia.controlplane.source.SourceUpdate;
import dev.ostia.controlplane.source.files.FileLoader;
import dev.ostia.controlplane.source.files.FileSourceOptions;
import dev.ostia.controlplane.source.files.LoadedFiles;
import dev.ostia.controlplane.source.kubernetes.ClusterLoader;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.ObjectKey;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads all that the options name, once. */
public final class Inputs {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Inputs() {}

  /**
   * Reads files, a cluster, or both; an object that is in both is that of the files.
   *
   * @throws CommandFailure if there is a cluster to read that does not let itself be read
   */
  public static LoadedFiles read(InputOptions input) {
    LoadedFiles files =
        FileLoader.load(input.paths(), new FileSourceOptions(input.defaultNamespace()));
    return input.cluster().isWanted() ? with(files, cluster(input.cluster())) : files;
  }

  /** What a user is told where no file was read. */
  public static CommandFailure nothing(LoadedFiles read, List<Path> paths) {
    return new CommandFailure(
        read.diagnostics().isEmpty()
            ? "there is no *.yaml, *.yml or *.json file in "
                + String.join(", ", paths.stream().map(Path::toString).toList())
            : read.diagnostics().getFirst().toString());
  }

  private static SourceUpdate cluster(ClusterOptions options) {
    try (KubernetesClient client = options.connect()) {
      return ClusterLoader.load(client, options.reading(), PATIENCE);
    } catch (IOException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted");
    }
  }

  private static LoadedFiles with(LoadedFiles files, SourceUpdate cluster) {
    Map<ObjectKey, ConfigObject<?>> objects = new LinkedHashMap<>();
    files.objects().forEach(object -> objects.put(object.key(), object));
    cluster.upserts().stream()
        .sorted(java.util.Comparator.comparing(ConfigObject::key))
        .forEach(object -> objects.putIfAbsent(object.key(), object));
    List<Diagnostic> diagnostics = new ArrayList<>(files.diagnostics());
    diagnostics.addAll(cluster.diagnostics());
    diagnostics.sort(Diagnostic.ORDER);
    return new LoadedFiles(
        List.copyOf(objects.values()),
        List.copyOf(diagnostics),
        files.passedOver(),
        files.files() + 1);
  }
}
