package dev.ostia.controlplane.source.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells when one file has changed and has then been left alone for a moment. */
public final class FileChanges implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FileChanges.class);
  private static final Duration QUIET = Duration.ofMillis(50);
  private static final Duration RESCAN = Duration.ofSeconds(30);

  private final Path file;
  private final Runnable onChange;
  private final FileEvents events;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Starts to follow a file, which need not exist yet.
   *
   * @param onChange called on the thread of this object
   * @throws UncheckedIOException if the operating system gives no file events
   */
  public FileChanges(Path file, Runnable onChange) {
    this.file = file;
    this.onChange = onChange;
    try {
      events = new FileEvents();
    } catch (IOException e) {
      throw new UncheckedIOException("No file events: " + e.getMessage(), e);
    }
    // Before this returns, so that a change right after it is seen.
    watch();
    Optional<FileStamp> before = stamp();
    thread = Thread.ofPlatform().name("ostia-file").daemon().start(() -> run(before));
  }

  private void watch() {
    new LinkTrail(events, file).watch(file);
  }

  private void run(Optional<FileStamp> first) {
    Optional<FileStamp> before = first;
    while (!closed) {
      try {
        boolean touched = isTouched(events.await(RESCAN.toNanos()));
        while (touched && isTouched(events.await(QUIET.toNanos()))) {
          // Somebody is still writing.
        }
        watch();
        Optional<FileStamp> now = stamp();
        if (touched || !now.equals(before)) {
          before = now;
          onChange.run();
        }
      } catch (ClosedWatchServiceException | InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.error("Following {} failed once; going on", file, e);
      }
    }
  }

  private static boolean isTouched(FileEvents.Batch batch) {
    return batch.overflow() || !batch.rescan().isEmpty();
  }

  private Optional<FileStamp> stamp() {
    try {
      return Optional.of(FileStamp.of(Files.readAttributes(file, BasicFileAttributes.class)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Stops; no call follows. */
  @Override
  public void close() {
    closed = true;
    events.close();
    if (!thread.equals(Thread.currentThread())) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
