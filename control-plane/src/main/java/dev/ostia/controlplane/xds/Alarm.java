package dev.ostia.controlplane.xds;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One moment at which something is to be done, which can be moved. Not thread-safe. */
final class Alarm {

  /** No moment at all. */
  static final long NEVER = Long.MAX_VALUE;

  private final ScheduledExecutorService timer;
  private final Runnable ring;
  private @Nullable ScheduledFuture<?> scheduled;
  private long atNanos = NEVER;

  /**
   * An alarm that is not set.
   *
   * @param ring runs on a thread of the timer
   */
  Alarm(ScheduledExecutorService timer, Runnable ring) {
    this.timer = timer;
    this.ring = ring;
  }

  /**
   * Sets it to this moment instead of the one before.
   *
   * @param at by {@link System#nanoTime}, or {@link #NEVER}
   */
  void set(long at) {
    if (at == atNanos) {
      return;
    }
    cancel();
    if (at != NEVER) {
      atNanos = at;
      long delay = Math.max(0, at - System.nanoTime());
      scheduled = timer.schedule(ring, delay, TimeUnit.NANOSECONDS);
    }
  }

  void cancel() {
    if (scheduled != null) {
      scheduled.cancel(false);
      scheduled = null;
    }
    atNanos = NEVER;
  }
}
