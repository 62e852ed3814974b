package dev.ostia.bench;

import java.util.Locale;

/** Tells on standard error how far a benchmark is, so that nobody waits for a silent one. */
final class Progress {

  private static final long SECOND = 1_000_000_000L;

  private final String name;
  private final long start = System.nanoTime();
  private long lastTold;

  Progress(String name) {
    this.name = name;
  }

  /** Says what begins now. */
  void say(String what) {
    lastTold = System.nanoTime();
    System.err.printf(Locale.ROOT, "[%s %6.1f s] %s%n", name, seconds(), what);
  }

  /** Says how much of something is done, if a second has gone by since the last word. */
  void count(String what, int done, int of) {
    if (System.nanoTime() - lastTold >= SECOND) {
      say("%s: %,d of %,d".formatted(what, done, of));
    }
  }

  /** Since the beginning. */
  double seconds() {
    return (double) (System.nanoTime() - start) / SECOND;
  }
}
