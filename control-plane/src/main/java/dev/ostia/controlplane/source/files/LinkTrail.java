package dev.ostia.controlplane.source.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Follows the symbolic links on the way to paths and watches each name that decides where they
 * lead. Kubernetes updates a mounted ConfigMap by renaming one such link ({@code ..data}), which
 * gives no event in the folder that is read.
 */
final class LinkTrail {

  private final FileEvents events;
  private final Path root;
  private final Set<Path> visited = new HashSet<>();

  /**
   * Makes a trail for one scan.
   *
   * @param root what is to be scanned again when a link changes
   */
  LinkTrail(FileEvents events, Path root) {
    this.events = events;
    this.root = root;
  }

  /** Watches the name of the path itself and all links on the way there. */
  void watch(Path path) {
    Path absolute = path.toAbsolutePath();
    visit(absolute);
    watchName(absolute);
  }

  private void visit(Path path) {
    Path parent = path.getParent();
    if (parent == null || !visited.add(path)) {
      return;
    }
    visit(parent);
    if (Files.isSymbolicLink(path)) {
      watchName(path);
      try {
        Path target = parent.resolve(Files.readSymbolicLink(path)).normalize();
        visit(target);
        watchName(target);
      } catch (IOException e) {
        // Not a link any more: the name is watched, so the change is seen.
      }
    } else if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      watchName(path);
    }
  }

  private void watchName(Path path) {
    Path parent = path.getParent();
    Path name = path.getFileName();
    if (parent != null && name != null) {
      events.watchName(parent, name.toString(), root);
    }
  }
}
