package dev.ostia.controlplane.source.files;

import dev.ostia.controlplane.source.Source;
import dev.ostia.controlplane.source.SourceSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and folders, followed as they change. Events of the operating system tell which file to
 * read again; a slow comparison of all time stamps finds what gave no event.
 */
public final class FileSource implements Source {

  private static final Logger LOG = LoggerFactory.getLogger(FileSource.class);

  /** How often to compare where there are no events. */
  private static final Duration WITHOUT_EVENTS = Duration.ofSeconds(1);

  /** A comparison of very many files takes seconds: it may take this part of the time. */
  private static final int RESCAN_SHARE = 50;

  private final List<Path> paths;
  private final FileSourceOptions options;
  private final String name;
  private volatile boolean closed;
  private @Nullable FileEvents events;
  private @Nullable Thread thread;

  /**
   * Makes a source; {@link #start} brings it to life.
   *
   * @param paths files and folders as the user named them; those that do not exist are waited for
   */
  public FileSource(List<Path> paths, FileSourceOptions options) {
    this.paths = List.copyOf(paths);
    this.options = options;
    this.name = paths.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the operating system gives no file events at all
   */
  @Override
  public synchronized void start(SourceSink sink) {
    if (closed || thread != null) {
      throw new IllegalStateException("A source starts once");
    }
    try {
      FileEvents opened = new FileEvents();
      events = opened;
      FileTracker tracker = new FileTracker(paths, options, opened);
      thread =
          Thread.ofPlatform().name("ostia-files").daemon().start(() -> run(tracker, opened, sink));
    } catch (IOException e) {
      throw new UncheckedIOException("No file events: " + e.getMessage(), e);
    }
  }

  private void run(FileTracker tracker, FileEvents opened, SourceSink sink) {
    tracker.readAll();
    tell(tracker, sink);
    long lastRescan = System.nanoTime();
    long rescanTook = 0;
    while (!closed) {
      try {
        long interval = interval(opened, rescanTook);
        long toRescan = lastRescan + interval - System.nanoTime();
        FileEvents.Batch batch = opened.await(Math.min(toRescan, tracker.nanosToNextDeadline()));
        tracker.take(batch);
        long now = System.nanoTime();
        if (now - lastRescan >= interval) {
          tracker.rescanAll();
          lastRescan = System.nanoTime();
          rescanTook = lastRescan - now;
        }
        tracker.settle();
        tell(tracker, sink);
      } catch (ClosedWatchServiceException | InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.error("Following {} failed once; going on", name, e);
      }
    }
  }

  /** How often to compare; where events tell of changes that is never most of the work. */
  private long interval(FileEvents opened, long rescanTook) {
    Duration usual = options.rescanInterval();
    return opened.isComplete() || usual.compareTo(WITHOUT_EVENTS) < 0
        ? Math.max(usual.toNanos(), RESCAN_SHARE * rescanTook)
        : WITHOUT_EVENTS.toNanos();
  }

  private void tell(FileTracker tracker, SourceSink sink) {
    tracker
        .update(name)
        .ifPresent(
            update -> {
              if (!closed) {
                sink.accept(update);
              }
            });
  }

  @Override
  public void close() {
    closed = true;
    FileEvents opened;
    Thread running;
    synchronized (this) {
      opened = events;
      running = thread;
    }
    if (opened != null) {
      opened.close();
    }
    if (running != null && !running.equals(Thread.currentThread())) {
      try {
        running.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
