package dev.ostia.controlplane.source.files;

import com.google.common.hash.HashCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes that do not count yet. Most writers do not replace a file in one step: they empty it and
 * fill it, or remove it and make it anew. So a change that takes something away has to last for a
 * quiet time, in which nothing happens to the file.
 */
final class PendingChanges {

  /** How many quiet times a file that never comes to rest is waited for. */
  private static final int PATIENCE = 25;

  /** How many quiet times a file is waited for that is empty now: most likely it will be filled. */
  private static final int EMPTY = 5;

  /** No stamp and no hash if the file is gone. */
  private record Pending(
      Path path, @Nullable FileStamp stamp, @Nullable HashCode hash, long since, long deadline) {}

  private final long quiet;
  private final Map<String, Pending> pending = new HashMap<>();

  PendingChanges(Duration quietTime) {
    this.quiet = quietTime.toNanos();
  }

  /** The file has this content now; the quiet time begins anew. */
  void changed(Path file, FileStamp stamp, HashCode hash, boolean empty) {
    put(file, stamp, hash, empty ? EMPTY * quiet : quiet);
  }

  /** The file is gone; the quiet time begins, unless it was gone before. */
  void gone(Path file) {
    if (!isGone(file)) {
      put(file, null, null, quiet);
    }
  }

  private void put(Path file, @Nullable FileStamp stamp, @Nullable HashCode hash, long waitNanos) {
    long now = System.nanoTime();
    Pending before = pending.get(file.toString());
    long since = before == null ? now : before.since();
    pending.put(file.toString(), new Pending(file, stamp, hash, since, now + waitNanos));
  }

  /** Nothing is waited for any more. */
  void forget(Path file) {
    pending.remove(file.toString());
  }

  boolean contains(Path file) {
    return pending.containsKey(file.toString());
  }

  /** Whether it is the absence of the file that is waited on. */
  boolean isGone(Path file) {
    Pending waiting = pending.get(file.toString());
    return waiting != null && waiting.hash() == null;
  }

  /** The files whose absence is waited on. */
  List<Path> gone() {
    return pending.values().stream()
        .filter(waiting -> waiting.hash() == null)
        .map(Pending::path)
        .toList();
  }

  /** Whether what was seen before the quiet time is still so, or the patience is at its end. */
  boolean hasLasted(Path file, FileStamp stamp, HashCode hash) {
    Pending waiting = pending.get(file.toString());
    return waiting != null
        && ((stamp.equals(waiting.stamp()) && hash.equals(waiting.hash()))
            || System.nanoTime() - waiting.since() >= PATIENCE * quiet);
  }

  /** The files whose quiet time is over. */
  List<Path> due(long now) {
    return pending.values().stream()
        .filter(waiting -> now - waiting.deadline() >= 0)
        .map(Pending::path)
        .toList();
  }

  /** How long until the next file is due; at most the time given. */
  long nanosToNext(long now, long most) {
    long next = most;
    for (Pending waiting : pending.values()) {
      next = Math.min(next, waiting.deadline() - now);
    }
    return next;
  }
}
