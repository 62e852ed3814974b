package dev.ostia.controlplane.source.files;

import dev.ostia.controlplane.source.decode.DecodedFile;
import dev.ostia.translator.config.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads files once, with no thread and nothing left behind. */
public final class FileLoader {

  /** Stands for standard input, as with kubectl. */
  public static final Path STANDARD_INPUT = Path.of("-");

  private FileLoader() {}

  /**
   * Reads files and folders. Never throws: a path that does not exist or cannot be read is a
   * diagnostic.
   *
   * @param paths as the user named them; messages name files in the same way. {@link
   *     #STANDARD_INPUT} is read to its end
   */
  public static LoadedFiles load(List<Path> paths, FileSourceOptions options) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    FileCatalog catalog = new FileCatalog();
    List<Path> files = find(paths, diagnostics);
    List<DecodedFile> decoded = Reading.each(files, file -> read(file, options));
    for (int i = 0; i < files.size(); i++) {
      catalog.put(files.get(i).toString(), decoded.get(i));
    }
    diagnostics.addAll(catalog.diagnostics());
    diagnostics.sort(Diagnostic.ORDER);
    return new LoadedFiles(
        catalog.objects(), List.copyOf(diagnostics), catalog.passedOver(), catalog.size());
  }

  private static DecodedFile read(Path file, FileSourceOptions options) {
    try {
      ConfigFile content =
          file.equals(STANDARD_INPUT) ? ConfigFile.read(file, System.in) : ConfigFile.read(file);
      return content.decode(options.defaultNamespace());
    } catch (IOException e) {
      return DecodedFile.unreadable(ConfigFile.problem(file, e));
    }
  }

  /** All files, each once though several paths may lead to it. */
  private static List<Path> find(List<Path> paths, List<Diagnostic> diagnostics) {
    Map<Path, @Nullable FileStamp> files = new TreeMap<>();
    for (Path path : paths) {
      if (path.equals(STANDARD_INPUT)) {
        files.put(path, null);
        continue;
      }
      try {
        FolderScanner.Found found = new FolderScanner(folder -> {}).scan(path);
        files.putAll(found.files);
        found.problems.forEach((where, e) -> diagnostics.add(ConfigFile.problem(where, e)));
      } catch (IOException e) {
        diagnostics.add(ConfigFile.problem(path, e));
      }
    }
    Set<Path> seen = new HashSet<>();
    return files.keySet().stream()
        .filter(file -> seen.add(file.toAbsolutePath().normalize()))
        .toList();
  }
}
