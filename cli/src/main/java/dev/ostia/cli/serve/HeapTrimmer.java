package dev.ostia.cli.serve;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Has the whole heap collected now and then. Java's serial collector does so by itself only when
 * the heap cannot grow any more, at a quarter of the machine's memory: each change leaves some
 * kilobytes behind until then. So it is done in a pause between changes when there is something to
 * gain, and at once when there is much.
 */
final class HeapTrimmer implements AutoCloseable {

  private static final Duration LOOK = Duration.ofSeconds(5);

  private static final String OLD_OBJECTS = "Tenured Gen";
  private static final String YOUNG_COLLECTOR = "Copy";

  private static final long MIB = 1 << 20;

  private final MemoryPoolMXBean old;
  private final GarbageCollectorMXBean young;
  private final CountDownLatch closed = new CountDownLatch(1);

  private HeapTrimmer(MemoryPoolMXBean old, GarbageCollectorMXBean young) {
    this.old = old;
    this.young = young;
  }

  /** Starts it, unless this JVM has another collector, which then knows what it does. */
  static Optional<HeapTrimmer> start() {
    Optional<MemoryPoolMXBean> old =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals(OLD_OBJECTS))
            .findFirst();
    Optional<GarbageCollectorMXBean> young =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(collector -> collector.getName().equals(YOUNG_COLLECTOR))
            .findFirst();
    if (old.isEmpty() || young.isEmpty()) {
      return Optional.empty();
    }
    HeapTrimmer trimmer = new HeapTrimmer(old.get(), young.get());
    Thread.ofPlatform().name("ostia-heap").daemon().start(trimmer::run);
    return Optional.of(trimmer);
  }

  private void run() {
    long before = -1;
    try {
      while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        long collections = young.getCollectionCount();
        // What is used after the collection of the whole heap; zero if there was none.
        long kept = old.getCollectionUsage().getUsed();
        if (isDue(old.getUsage().getUsed(), kept, collections == before)) {
          System.gc();
        }
        before = collections;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Whether to collect: with an eighth of garbage in a pause, with a half at once. A collection
   * takes some 3 ms for each MiB that is kept.
   *
   * @param used bytes of old objects now
   * @param kept bytes of old objects after the last collection
   * @param quiet whether nothing was collected since the last look, so little has been done
   */
  static boolean isDue(long used, long kept, boolean quiet) {
    long most = quiet ? Math.max(kept / 8, 4 * MIB) : Math.max(kept / 2, 32 * MIB);
    return used - kept > most;
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
