package dev.ostia.controlplane.xds;

import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.translator.ResourceType;
import java.util.HashMap;
import java.util.Map;

/**
 * Holds listeners and routes back until the proxy has the clusters that they may name: the clusters
 * ACKed, and for each new one its endpoints, without which Envoy would answer 503 for it. A proxy
 * that does not get on is not waited for beyond a limit.
 *
 * <p>Envoy keeps the ACK of clusters back until all that are new have warmed, which takes as long
 * as a name server leaves one of them without an answer. Beyond the limit further clusters are sent
 * all the same, and until an ACK comes it is the endpoints alone that are waited for: a host that
 * cannot be resolved does not hold up what has nothing to do with it.
 */
final class ClusterGate {

  private static final long OPEN = Long.MIN_VALUE;

  private final Subscription clusters;
  private final long limitNanos;

  /** Assignments to be ACKed, with the number of the response after which they are sent. */
  private final Map<String, Long> awaited = new HashMap<>();

  private long closedSince = OPEN;
  private long clustersSentNanos;

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

  /** Whether an earlier response must be answered before the next one of this type. */
  boolean waitsForAnswer(Subscription subscription, long nowNanos) {
    return subscription.inFlight != null
        && (subscription.type != ResourceType.CLUSTER
            || clusters.dirty.isEmpty()
            || !isUnanswered(nowNanos));
  }

  /** Whether the proxy has left clusters without an answer for longer than the limit. */
  private boolean isUnanswered(long nowNanos) {
    return clusters.isStalled() || nowNanos - clustersSentNanos >= limitNanos;
  }

  /** A response is sent. */
  void sent(Update update, long nowNanos) {
    if (update.type() == ResourceType.CLUSTER) {
      clustersSentNanos = nowNanos;
      if (clusters.isStalled()) {
        closedSince = nowNanos;
      }
    }
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
    if (isOverdue(nowNanos)) {
      awaited.clear();
      return false;
    }
    return true;
  }

  private boolean isOverdue(long nowNanos) {
    return closedSince != OPEN && nowNanos - closedSince >= limitNanos;
  }

  private boolean isClosed() {
    Update update = clusters.inFlight;
    return !awaited.isEmpty()
        || (clusters.requested && !clusters.dirty.isEmpty())
        || (update != null
            && !clusters.isStalled()
            && !(update.added().isEmpty() && update.changed().isEmpty()));
  }

  /** When the waiting ends by itself; {@link Long#MAX_VALUE} if nothing waits. */
  long nextDeadlineNanos(long nowNanos) {
    long next =
        closedSince == OPEN || isOverdue(nowNanos) ? Long.MAX_VALUE : closedSince + limitNanos;
    boolean clustersWait = clusters.inFlight != null && !clusters.dirty.isEmpty();
    return clustersWait && !isUnanswered(nowNanos)
        ? Math.min(next, clustersSentNanos + limitNanos)
        : next;
  }
}
