package dev.ostia.controlplane.report;

import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.controlplane.store.StoreState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A change that was sent to the proxies of a group and that not all of them have ACKed yet. */
final class PendingChange {

  final StoreState state;
  final GroupUpdate update;
  final Effect effect;
  final long sequence;

  private final Set<String> waiting;
  private final List<String> acked = new ArrayList<>();
  private long lastAckNanos;

  PendingChange(
      StoreState state,
      GroupUpdate update,
      Effect effect,
      long sequence,
      Collection<String> nodeIds) {
    this.state = state;
    this.update = update;
    this.effect = effect;
    this.sequence = sequence;
    this.waiting = new LinkedHashSet<>(nodeIds);
    this.lastAckNanos = update.publishedNanos();
  }

  Set<String> waiting() {
    return Set.copyOf(waiting);
  }

  /** This proxy has ACKed all that is awaited. */
  void ackedBy(String nodeId, long nanos) {
    if (waiting.remove(nodeId)) {
      acked.add(Names.gateway(nodeId));
      lastAckNanos = Math.max(lastAckNanos, nanos);
    }
  }

  /** This proxy is gone or has refused. */
  void forget(String nodeId) {
    waiting.remove(nodeId);
  }

  boolean done() {
    return waiting.isEmpty();
  }

  /** Whether there is something to say: a change that all have refused has been told of already. */
  boolean ackedByAny() {
    return !acked.isEmpty();
  }

  String ackedText() {
    long millis = Math.max(0, lastAckNanos - state.receivedNanos()) / 1_000_000;
    return "ACKed by " + Names.list(acked) + " in " + millis + " ms";
  }
}
