package dev.ostia.controlplane.source.files;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operating system's file events, in the terms of the paths that the user named. */
final class FileEvents implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FileEvents.class);

  /**
   * What happened since the last call.
   *
   * @param touched files and folders that were made, changed or removed
   * @param rescan roots of which anything may have changed
   * @param overflow events were lost: anything may have changed
   */
  record Batch(Set<Path> touched, Set<Path> rescan, boolean overflow) {
    Batch() {
      this(new HashSet<>(), new HashSet<>(), false);
    }

    Batch withOverflow() {
      return new Batch(touched, rescan, true);
    }
  }

  /** Why a folder is watched: one folder can have several paths, and several roots look at it. */
  private record Interest(Set<Path> paths, Map<String, Set<Path>> names) {
    Interest() {
      this(new HashSet<>(), new HashMap<>());
    }
  }

  private final WatchService service;
  private final Map<WatchKey, Interest> interests = new HashMap<>();
  private boolean complete = true;

  FileEvents() throws IOException {
    service = FileSystems.getDefault().newWatchService();
  }

  /** Reports whatever happens to the children of a folder. */
  void watchFolder(Path folder) {
    Interest interest = register(folder);
    if (interest != null) {
      interest.paths().add(folder);
    }
  }

  /** Has a root scanned again whenever the child of this name is made, changed or removed. */
  void watchName(Path folder, String name, Path root) {
    Interest interest = register(folder);
    if (interest != null) {
      interest.names().computeIfAbsent(name, n -> new HashSet<>()).add(root);
    }
  }

  private @Nullable Interest register(Path folder) {
    try {
      WatchKey key =
          folder.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE);
      return interests.computeIfAbsent(key, k -> new Interest());
    } catch (NoSuchFileException | NotDirectoryException e) {
      return null; // Gone since it was seen: an event of the folder above tells.
    } catch (IOException e) {
      if (complete) {
        LOG.warn(
            "No file events for {} ({}): files are compared by their time stamps every second"
                + " instead. On Linux, raise fs.inotify.max_user_watches",
            folder,
            e.getMessage());
      }
      complete = false;
      return null;
    }
  }

  /** Whether every folder could be watched. */
  boolean isComplete() {
    return complete;
  }

  /**
   * Waits for events and takes all that are there.
   *
   * @throws java.nio.file.ClosedWatchServiceException once this is closed
   */
  Batch await(long nanos) throws InterruptedException {
    Batch batch = new Batch();
    WatchKey key = service.poll(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
    while (key != null) {
      batch = take(key, batch);
      key = service.poll();
    }
    return batch;
  }

  private Batch take(WatchKey key, Batch batch) {
    Interest interest = interests.getOrDefault(key, new Interest());
    Batch result = batch;
    for (WatchEvent<?> event : key.pollEvents()) {
      if (event.context() instanceof Path name) {
        interest.paths().forEach(folder -> batch.touched().add(folder.resolve(name)));
        batch.rescan().addAll(interest.names().getOrDefault(name.toString(), Set.of()));
      } else {
        result = batch.withOverflow();
      }
    }
    if (!key.reset()) {
      // The folder itself is gone.
      interests.remove(key);
      batch.touched().addAll(interest.paths());
      interest.names().values().forEach(batch.rescan()::addAll);
    }
    return result;
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      LOG.debug("Closing the file events failed", e);
    }
  }
}
