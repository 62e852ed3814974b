package dev.ostia.cli.input;

import dev.ostia.cli.CommandFailure;
import dev.ostia.controlplane.source.mesh.MeshConfigFile;
import dev.ostia.translator.config.MeshConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The mesh configuration that a command works with. */
public final class MeshConfigs {

  private MeshConfigs() {}

  /** What the file says and what is wrong with it; Istio's defaults if none is given. */
  public static MeshConfigFile read(@Nullable Path file) {
    return file == null
        ? new MeshConfigFile(MeshConfig.defaults(), List.of())
        : MeshConfigFile.read(file);
  }

  /**
   * The mesh configuration to start with.
   *
   * @throws CommandFailure if the file is refused: there is no last good one to go on with
   */
  public static MeshConfig require(@Nullable Path file) {
    MeshConfigFile read = read(file);
    MeshConfig config = read.config();
    if (config == null) {
      throw new CommandFailure(
          "the mesh configuration cannot be used:\n"
              + read.diagnostics().stream()
                  .map(Object::toString)
                  .collect(Collectors.joining("\n")));
    }
    return config;
  }
}
