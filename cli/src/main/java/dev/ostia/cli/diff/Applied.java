package dev.ostia.cli.diff;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.input.ClusterOptions;
import dev.ostia.cli.input.InputOptions;
import dev.ostia.cli.input.Inputs;
import dev.ostia.cli.input.MeshConfigs;
import dev.ostia.controlplane.source.files.LoadedFiles;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.ObjectKey;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cluster as it is, and as it would be with files applied to it. */
record Applied(Read before, Read after) {

  /**
   * Objects with what is wrong with them.
   *
   * @param diagnostics of reading
   */
  record Read(ConfigView view, List<Diagnostic> diagnostics) {}

  private record Group(Kind kind, String namespace) {

    static Group of(ObjectKey key) {
      return new Group(key.kind(), key.namespace());
    }
  }

  /**
   * Reads both.
   *
   * @param prune whether what the files lack goes, where they have others of its kind and namespace
   * @throws CommandFailure if one cannot be read
   */
  static Applied of(
      ClusterOptions cluster,
      Path path,
      String defaultNamespace,
      @Nullable Path meshConfig,
      boolean prune) {
    LoadedFiles files = Inputs.read(InputOptions.of(List.of(path), defaultNamespace, meshConfig));
    if (files.files() == 0) {
      throw Inputs.nothing(files, List.of(path));
    }
    LoadedFiles now =
        Inputs.read(InputOptions.of(List.of(), defaultNamespace, meshConfig, cluster));
    MeshConfig mesh = MeshConfigs.require(meshConfig);
    return new Applied(
        new Read(ConfigView.of(mesh, now.objects()), now.diagnostics()),
        new Read(ConfigView.of(mesh, applied(now, files, prune)), told(now, files)));
  }

  private static List<ConfigObject<?>> applied(LoadedFiles now, LoadedFiles files, boolean prune) {
    Set<Group> given = new HashSet<>();
    files.objects().forEach(object -> given.add(Group.of(object.key())));
    Map<ObjectKey, ConfigObject<?>> all = new LinkedHashMap<>();
    for (ConfigObject<?> object : now.objects()) {
      if (!prune || !given.contains(Group.of(object.key()))) {
        all.put(object.key(), object);
      }
    }
    files.objects().forEach(object -> all.put(object.key(), object));
    return List.copyOf(all.values());
  }

  /** What is wrong with an object of the cluster is mended where the files replace it. */
  private static List<Diagnostic> told(LoadedFiles now, LoadedFiles files) {
    Set<ObjectKey> replaced =
        files.objects().stream().map(ConfigObject::key).collect(Collectors.toSet());
    return Stream.concat(
            now.diagnostics().stream()
                .filter(one -> one.object() == null || !replaced.contains(one.object())),
            files.diagnostics().stream())
        .sorted(Diagnostic.ORDER)
        .toList();
  }
}
