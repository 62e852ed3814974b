package dev.ostia.controlplane.source.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Finds the files that count: {@code *.yaml}, {@code *.yml} and {@code *.json} in a folder and its
 * subfolders. Symbolic links are followed, as Kubernetes mounts a ConfigMap by them; names that
 * begin with a dot are not read, which leaves out the folders that those links lead to.
 */
final class FolderScanner {

  /** What a scan found. A folder that cannot be listed is not empty but a problem. */
  static final class Found {
    final Map<Path, FileStamp> files = new TreeMap<>();
    final Map<Path, IOException> problems = new TreeMap<>();
    final List<Path> links = new ArrayList<>();
  }

  private final Consumer<Path> onFolder;
  private final Found found = new Found();
  private final Deque<Object> openFolders = new ArrayDeque<>();

  /**
   * Makes a scanner for one scan.
   *
   * @param onFolder called with each folder before it is listed, so that whoever watches it misses
   *     nothing
   */
  FolderScanner(Consumer<Path> onFolder) {
    this.onFolder = onFolder;
  }

  /** Whether a file of this name is read when it lies in a folder. */
  static boolean isConfigFile(Path path) {
    String name = String.valueOf(path.getFileName());
    return !isHidden(path)
        && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
  }

  /** Hidden files and folders are not read; so are not the leftovers of most editors. */
  static boolean isHidden(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith(".") || name.startsWith("#") || name.endsWith("~");
  }

  /**
   * Scans a file or a folder. The root itself may have any name.
   *
   * @throws IOException if there is nothing, or nothing that can be looked at
   */
  Found scan(Path root) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(root, BasicFileAttributes.class);
    if (Files.isSymbolicLink(root)) {
      found.links.add(root);
    }
    if (attributes.isDirectory()) {
      folder(root, attributes);
      IOException problem = found.problems.get(root);
      if (problem != null) {
        throw problem;
      }
    } else {
      found.files.put(root, FileStamp.of(attributes));
    }
    return found;
  }

  private void folder(Path folder, BasicFileAttributes attributes) {
    Object identity = Objects.requireNonNullElse(attributes.fileKey(), folder);
    if (openFolders.contains(identity)) {
      return; // A link to a folder around it: everything there has been found already.
    }
    openFolders.push(identity);
    onFolder.accept(folder);
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        child(child);
      }
    } catch (DirectoryIteratorException e) {
      found.problems.put(folder, e.getCause());
    } catch (NoSuchFileException | NotDirectoryException e) {
      // Gone since it was seen.
    } catch (IOException e) {
      found.problems.put(folder, e);
    } finally {
      openFolders.pop();
    }
  }

  private void child(Path child) {
    if (isHidden(child)) {
      return;
    }
    try {
      BasicFileAttributes own =
          Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      boolean link = own.isSymbolicLink();
      BasicFileAttributes attributes =
          link ? Files.readAttributes(child, BasicFileAttributes.class) : own;
      boolean counts =
          attributes.isDirectory() || (attributes.isRegularFile() && isConfigFile(child));
      if (counts && link) {
        found.links.add(child);
      }
      if (attributes.isDirectory()) {
        folder(child, attributes);
      } else if (counts) {
        found.files.put(child, FileStamp.of(attributes));
      }
    } catch (NoSuchFileException e) {
      // Gone since it was seen, or a link that leads nowhere.
    } catch (IOException e) {
      found.problems.put(child, e);
    }
  }
}
