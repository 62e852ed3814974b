package dev.ostia.controlplane.source.mesh;

import dev.ostia.controlplane.source.files.FileChanges;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Follows a mesh configuration file. */
public final class MeshConfigWatcher implements AutoCloseable {

  private final FileChanges changes;

  /**
   * Starts to follow a file.
   *
   * @param listener told of what the file says after each change, on a thread of this object; the
   *     first call comes with the next change, not with the present content
   */
  public MeshConfigWatcher(Path file, Consumer<MeshConfigFile> listener) {
    this.changes = new FileChanges(file, () -> listener.accept(MeshConfigFile.read(file)));
  }

  /** Stops; no call of the listener follows. */
  @Override
  public void close() {
    changes.close();
  }
}
