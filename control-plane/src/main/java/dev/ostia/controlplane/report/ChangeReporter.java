package dev.ostia.controlplane.report;

import dev.ostia.controlplane.group.GroupListener;
import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.controlplane.store.StoreState;
import dev.ostia.controlplane.xds.XdsListener;
import dev.ostia.translator.config.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what happens, one line per event that they care about. All of it runs on a thread of
 * its own, after the streams have been served.
 */
public final class ChangeReporter implements GroupListener, XdsListener, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger("ostia");

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("ostia-report").daemon().factory());
  private final ReportState state = new ReportState(new LogSink(log));

  /** A reporter that writes to the log. */
  public ChangeReporter() {
    var _ = thread.scheduleWithFixedDelay(this::expire, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void onRound(StoreState store, List<GroupUpdate> updates) {
    run(() -> state.round(store, updates));
  }

  @Override
  public void onJoin(String nodeId, Proxy proxy) {
    run(() -> state.join(nodeId, proxy));
  }

  @Override
  public void onLeave(String nodeId, Proxy proxy) {
    run(() -> state.leave(nodeId, proxy));
  }

  @Override
  public void onConnect(long streamId, String nodeId, String peer, boolean delta) {
    log.info("{} connected from {}", Names.gateway(nodeId), peer);
  }

  @Override
  public void onDisconnect(long streamId, String nodeId) {
    log.info("{} disconnected", Names.gateway(nodeId));
  }

  @Override
  public void onAck(long streamId, String nodeId, String typeUrl, String snapshotVersion) {
    long now = System.nanoTime();
    run(() -> state.ack(nodeId, typeUrl, snapshotVersion, now));
  }

  @Override
  public void onNack(
      long streamId, String nodeId, String typeUrl, Set<String> names, String error) {
    run(() -> state.nack(nodeId, typeUrl, names, error));
  }

  @Override
  public void onNackCleared(long streamId, String nodeId, String typeUrl) {
    run(() -> state.nackCleared(nodeId, typeUrl));
  }

  @Override
  public void onSettled(long streamId, String nodeId, String snapshotVersion) {
    long now = System.nanoTime();
    run(() -> state.settled(nodeId, snapshotVersion, now));
  }

  private void expire() {
    guarded(() -> state.expire(System.nanoTime()));
  }

  private void run(Runnable task) {
    try {
      thread.execute(() -> guarded(task));
    } catch (RejectedExecutionException e) {
      // Closed: nobody is to be told any more.
    }
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException fault) {
      log.error("fault of Ostia while reporting: {}", fault.toString());
      log.debug("where it failed", fault);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
