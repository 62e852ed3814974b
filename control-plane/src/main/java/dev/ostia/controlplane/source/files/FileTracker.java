package dev.ostia.controlplane.source.files;

import com.google.common.hash.HashCode;
import dev.ostia.controlplane.source.SourceUpdate;
import dev.ostia.controlplane.source.decode.DecodedFile;
import dev.ostia.translator.config.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a {@link FileCatalog} in step with the files. Not thread-safe: the thread of the source
 * calls it.
 *
 * <p>A change that takes something away (an object, the whole file, its being free of errors) may
 * be a file that is half written: it waits among the {@link PendingChanges}. All other changes
 * count at once.
 *
 * <p>A root that vanishes as a whole is taken for an accident (a volume that is not mounted, a
 * folder that is being replaced), not for the wish to have no configuration: its objects stay, and
 * a diagnostic says so. Files that are removed from a root that exists are gone.
 */
final class FileTracker {

  /** Buffered writers write multiples of this: such a size may be a part of the file. */
  private static final int BLOCK = 4096;

  /**
   * A file as it was read last.
   *
   * @param racy changed so shortly before it was read that its stamp proves nothing
   */
  private record Known(Path path, @Nullable FileStamp stamp, boolean racy, HashCode hash) {}

  private final FileSourceOptions options;
  private final FileEvents events;
  private final List<Root> roots;
  private final FileCatalog catalog = new FileCatalog();
  private final TreeMap<String, Known> known = new TreeMap<>();
  private final PendingChanges pending;
  private boolean settled = true;
  private @Nullable SourceUpdate last;

  FileTracker(List<Path> paths, FileSourceOptions options, FileEvents events) {
    this.roots = Root.of(paths);
    this.options = options;
    this.events = events;
    this.pending = new PendingChanges(options.quietTime());
  }

  /** Reads everything for the first time; nothing is waited for. */
  void readAll() {
    roots.forEach(this::rescan);
    settled = false;
    roots.forEach(root -> reportIfGone(root, Long.MAX_VALUE));
  }

  /** Takes what happened. */
  void take(FileEvents.Batch batch) {
    if (batch.overflow()) {
      rescanAll();
      return;
    }
    batch.touched().forEach(this::touched);
    roots.stream().filter(root -> batch.rescan().contains(root.path)).forEach(this::rescan);
  }

  /** Compares everything by its time stamps. */
  void rescanAll() {
    roots.forEach(this::rescan);
  }

  private void touched(Path path) {
    if (FolderScanner.isHidden(path)) {
      return; // Links through hidden folders are watched by name.
    }
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      boolean configFile = attributes.isRegularFile() && FolderScanner.isConfigFile(path);
      if (attributes.isDirectory() || (configFile && Files.isSymbolicLink(path))) {
        roots.stream().filter(root -> path.startsWith(root.path)).forEach(r -> scan(r, path));
      } else if (configFile) {
        take(look(path, FileStamp.of(attributes)), false);
      }
    } catch (IOException e) {
      below(path).forEach(this::gone);
    }
  }

  /** The known files at a path or in the folder there. */
  private List<Path> below(Path path) {
    String name = path.toString();
    List<Path> files = new ArrayList<>();
    Optional.ofNullable(known.get(name)).ifPresent(file -> files.add(file.path()));
    // All names that begin with "name/"; the character after the slash is a zero.
    known.subMap(name + "/", name + "0").values().forEach(file -> files.add(file.path()));
    return files;
  }

  private void rescan(Root root) {
    new LinkTrail(events, root.path).watch(root.path);
    scan(root, root.path);
  }

  /** Compares what is at a path, the root or a part of it, with what is known. */
  private void scan(Root root, Path start) {
    FolderScanner.Found found;
    try {
      found = new FolderScanner(events::watchFolder).scan(start);
    } catch (IOException e) {
      problem(root, start, e);
      return;
    }
    LinkTrail trail = new LinkTrail(events, root.path);
    found.links.forEach(trail::watch);
    if (start.equals(root.path)) {
      root.goneSince = null;
      root.problems = problems(found);
    }
    List<Map.Entry<Path, FileStamp>> changed =
        found.files.entrySet().stream()
            .filter(file -> mayHaveChanged(file.getKey(), file.getValue()))
            .toList();
    Reading.each(changed, file -> look(file.getKey(), file.getValue()))
        .forEach(reading -> take(reading, false));
    for (Path file : below(start)) {
      boolean hidden = found.problems.keySet().stream().anyMatch(file::startsWith);
      if (!found.files.containsKey(file) && !hidden) {
        gone(file);
      }
    }
  }

  private static List<Diagnostic> problems(FolderScanner.Found found) {
    return found.problems.entrySet().stream()
        .map(problem -> ConfigFile.problem(problem.getKey(), problem.getValue()))
        .toList();
  }

  private void problem(Root root, Path start, IOException e) {
    if (!start.equals(root.path)) {
      if (e instanceof NoSuchFileException) {
        below(start).forEach(this::gone);
      }
    } else if (!(e instanceof NoSuchFileException)) {
      root.problems = List.of(ConfigFile.problem(root.path, e));
    } else if (root.goneSince == null) {
      root.goneSince = System.nanoTime();
    }
  }

  /** Says that a root does not exist, unless it may be about to return. */
  private void reportIfGone(Root root, long now) {
    Long since = root.goneSince;
    if (since != null && (now - since >= quiet() || now == Long.MAX_VALUE)) {
      root.reportGone(!below(root.path).isEmpty());
    }
  }

  private boolean mayHaveChanged(Path file, FileStamp stamp) {
    Known before = known.get(file.toString());
    boolean changed = before == null || before.racy() || !stamp.equals(before.stamp());
    return changed || pending.contains(file);
  }

  private Reading look(Path file, FileStamp stamp) {
    Known before = known.get(file.toString());
    return Reading.of(file, stamp, before == null ? null : before.hash(), options);
  }

  /**
   * Takes what was read.
   *
   * @param waited whether this is the second look after a quiet time
   */
  private void take(Reading reading, boolean waited) {
    Path file = reading.file();
    String name = file.toString();
    DecodedFile decoded = reading.decoded();
    if (reading.failure() instanceof NoSuchFileException) {
      gone(file);
    } else if (reading.failure() != null) {
      pending.forget(file);
      known.put(name, new Known(file, null, true, Reading.NO_HASH));
      catalog.put(name, DecodedFile.unreadable(ConfigFile.problem(file, reading.failure())));
    } else if (decoded != null
        && mayBeHalfWritten(name, reading.size(), decoded)
        && !(waited && pending.hasLasted(file, reading.stamp(), reading.hash()))) {
      pending.changed(file, reading.stamp(), reading.hash(), reading.size() == 0);
    } else {
      pending.forget(file);
      known.put(name, new Known(file, reading.stamp(), reading.racy(), reading.hash()));
      if (decoded != null) {
        catalog.put(name, decoded);
      }
    }
  }

  private boolean mayBeHalfWritten(String name, int size, DecodedFile decoded) {
    return !settled && ((size > 0 && size % BLOCK == 0) || catalog.wouldWorsen(name, decoded));
  }

  private void gone(Path file) {
    if (known.containsKey(file.toString())) {
      pending.gone(file);
    } else {
      pending.forget(file);
    }
  }

  private void remove(Path file) {
    pending.forget(file);
    known.remove(file.toString());
    catalog.remove(file.toString());
  }

  private long quiet() {
    return options.quietTime().toNanos();
  }

  /** Looks again at what has been waited for long enough. */
  void settle() {
    long now = System.nanoTime();
    pending.due(now).forEach(this::settle);
    // A rename takes nothing away, whichever of its names was seen first.
    pending.gone().stream()
        .filter(file -> catalog.isReplaced(file.toString()))
        .forEach(this::remove);
    roots.forEach(root -> reportIfGone(root, now));
  }

  private void settle(Path file) {
    try {
      take(look(file, FileStamp.of(attributes(file))), true);
    } catch (IOException e) {
      if (!pending.isGone(file)) {
        gone(file);
        return;
      }
      if (roots.stream().anyMatch(root -> root.goneSince == null && root.contains(file))) {
        remove(file);
      } else {
        pending.forget(file);
      }
    }
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class);
  }

  /** For how long nothing needs to be done if nothing happens. */
  long nanosToNextDeadline() {
    long now = System.nanoTime();
    long next = pending.nanosToNext(now, options.rescanInterval().toNanos());
    for (Root root : roots) {
      if (root.goneSince != null && root.problems.isEmpty()) {
        next = Math.min(next, root.goneSince + quiet() - now);
      }
    }
    return Math.max(next, 0);
  }

  /** What is to be told, if anything is new. */
  Optional<SourceUpdate> update(String source) {
    List<Diagnostic> problems = new ArrayList<>();
    roots.forEach(root -> problems.addAll(root.problems));
    SourceUpdate update = catalog.drain(source, problems, true);
    SourceUpdate before = last;
    if (before != null
        && update.upserts().isEmpty()
        && update.removals().isEmpty()
        && update.passedOver() == before.passedOver()
        && update.diagnostics().equals(before.diagnostics())) {
      return Optional.empty();
    }
    last = update;
    return Optional.of(update);
  }
}
