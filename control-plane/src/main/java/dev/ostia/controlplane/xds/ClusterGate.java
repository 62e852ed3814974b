package dev.ostia.controlplane.xds;

import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.translator.ResourceType;
import java.util.HashMap;
import java.util.Map;

/**
 * Holds listeners and routes back until the proxy has the clusters that they may name: the clusters
 * ACKed, and for each new one its endpoints, without which Envoy would answer 503 for it. A proxy
 * that does not get on is not waited for beyond a limit.
 */
final class ClusterGate {

  private static final long OPEN = Long.MIN_VALUE;

  private final Subscription clusters;
  private final long limitNanos;

  /** Assignments to be ACKed, with the number of the response after which they are sent. */
  private final Map<String, Long> awaited = new HashMap<>();

  private long closedSince = OPEN;

  ClusterGate(Subscription clusters, long limitNanos) {
    this.clusters = clusters;
    this.limitNanos = limitNanos;
  }

  /** The assignment of a cluster that was sent with this response for the first time. */
  void await(String assignment, long responseNumber) {
    awaited.put(assignment, responseNumber);
  }

  /** A response was ACKed or NACKed. */
  void answered(Update update) {
    if (update.type() == ResourceType.ENDPOINT) {
      for (String name : update.names()) {
        awaited.computeIfPresent(name, (n, after) -> update.number() > after ? null : after);
      }
    }
  }

  /** What is gone need not be waited for. */
  void onSnapshot(Snapshot snapshot) {
    awaited.keySet().retainAll(snapshot.resources(ResourceType.ENDPOINT.typeUrl()).keySet());
  }

  /** To be called before responses are considered. */
  void refresh(long nowNanos) {
    if (!isClosed()) {
      closedSince = OPEN;
    } else if (closedSince == OPEN) {
      closedSince = nowNanos;
    }
  }

  boolean holds(Subscription subscription, long nowNanos) {
    boolean dependent =
        subscription.type == ResourceType.LISTENER || subscription.type == ResourceType.ROUTE;
    if (!dependent || !subscription.inUse()) {
      return false;
    }
    refresh(nowNanos);
    if (closedSince == OPEN) {
      return false;
    }
    if (nowNanos - closedSince >= limitNanos) {
      awaited.clear();
      return false;
    }
    return true;
  }

  private boolean isClosed() {
    Update update = clusters.inFlight;
    return !awaited.isEmpty()
        || (clusters.requested && !clusters.dirty.isEmpty())
        || (update != null && !(update.added().isEmpty() && update.changed().isEmpty()));
  }

  /** When the waiting ends by itself; {@link Long#MAX_VALUE} if nothing waits. */
  long nextDeadlineNanos(long nowNanos) {
    return closedSince == OPEN || nowNanos - closedSince >= limitNanos
        ? Long.MAX_VALUE
        : closedSince + limitNanos;
  }
}
