package dev.ostia.controlplane.source.files;

import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Position;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One path that the user named, a file or a folder. */
final class Root {

  final Path path;

  /** Why the root, or folders in it, cannot be read. */
  List<Diagnostic> problems = List.of();

  /** When to look again before a root that has vanished is reported; null if it is there. */
  @Nullable Long goneSince;

  Root(Path path) {
    this.path = path;
  }

  /** The roots of these paths without those that another one covers. */
  static List<Root> of(List<Path> paths) {
    List<Root> roots = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      if (!isCovered(paths, i)) {
        roots.add(new Root(paths.get(i)));
      }
    }
    return List.copyOf(roots);
  }

  private static boolean isCovered(List<Path> paths, int index) {
    Path path = paths.get(index).toAbsolutePath().normalize();
    for (int i = 0; i < paths.size(); i++) {
      Path other = paths.get(i).toAbsolutePath().normalize();
      boolean same = path.equals(other);
      if ((same && i < index) || (!same && path.startsWith(other) && isVisible(other, path))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a scan of the folder comes across the path. */
  private static boolean isVisible(Path folder, Path path) {
    for (Path name : folder.relativize(path)) {
      if (FolderScanner.isHidden(name)) {
        return false;
      }
    }
    return Files.isDirectory(path) || FolderScanner.isConfigFile(path);
  }

  /**
   * Notes that it does not exist.
   *
   * @param wasRead whether there is something in effect that was read from it
   */
  void reportGone(boolean wasRead) {
    problems =
        List.of(
            new Diagnostic(
                DiagnosticCode.FILE_REFUSED,
                Diagnostic.Severity.ERROR,
                null,
                "",
                wasRead
                    ? "the file or folder is gone; what was last read from it stays in effect"
                    : "there is no such file or folder",
                "It is read as soon as it exists",
                new Position(path.toString(), 1, 1)));
  }

  /** Whether a file belongs to this root. */
  boolean contains(Path file) {
    return file.startsWith(path);
  }
}
