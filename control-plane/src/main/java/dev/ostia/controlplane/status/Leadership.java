package dev.ostia.controlplane.status;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands for election among the replicas, again and again, by a Lease. */
final class Leadership implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("ostia");
  private static final String LEASE = "ostia-status";
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final StatusOptions options;
  private final Runnable onElected;
  private final Thread thread;
  private volatile boolean leading;
  private volatile boolean closed;
  private volatile @Nullable CompletableFuture<?> term;

  Leadership(StatusOptions options, Runnable onElected) {
    this.options = options;
    this.onElected = onElected;
    this.thread = Thread.ofPlatform().name("ostia-leader").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  boolean isLeading() {
    return leading;
  }

  private void run() {
    while (!closed) {
      try {
        CompletableFuture<?> now = stand();
        term = now;
        now.get();
      } catch (ExecutionException | CancellationException e) {
        LOG.debug("Not the leader any more: {}", e.toString());
      } catch (InterruptedException e) {
        return;
      } finally {
        leading = false;
      }
      try {
        Thread.sleep(AGAIN);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private CompletableFuture<?> stand() {
    return options
        .client()
        .leaderElector()
        .withConfig(
            new LeaderElectionConfigBuilder()
                .withName(LEASE)
                .withLock(new LeaseLock(options.namespace(), LEASE, options.identity()))
                // In the proportions that Kubernetes' own components have: 15, 10 and 2 seconds.
                .withLeaseDuration(options.lease())
                .withRenewDeadline(options.lease().multipliedBy(2).dividedBy(3))
                .withRetryPeriod(options.lease().multipliedBy(2).dividedBy(15))
                .withReleaseOnCancel(true)
                .withLeaderCallbacks(
                    new LeaderCallbacks(this::elected, () -> leading = false, leader -> {}))
                .build())
        .build()
        .start();
  }

  private void elected() {
    LOG.info("This replica ({}) writes status now", options.identity());
    leading = true;
    onElected.run();
  }

  /** Gives the Lease back. */
  @Override
  public void close() {
    closed = true;
    CompletableFuture<?> now = term;
    if (now != null) {
      now.cancel(true);
    }
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
