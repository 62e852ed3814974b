package dev.ostia.controlplane.report;

import dev.ostia.translator.config.Proxy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each proxy ACKed last, and in which order the snapshots of a group were published. */
final class AckTable {

  /** Enough for any proxy that is still alive; older ones count as never published. */
  private static final int VERSIONS_KEPT = 256;

  private record Ack(String version, long nanos) {}

  private final Map<String, Map<String, Ack>> acks = new HashMap<>();
  private final Map<String, Ack> settled = new HashMap<>();
  private final Map<Proxy, Map<String, Long>> sequences = new HashMap<>();
  private long sequence;

  /** Notes that a group has this snapshot now; the number grows with each call. */
  long published(Proxy proxy, String version) {
    Map<String, Long> versions =
        sequences.computeIfAbsent(
            proxy,
            key ->
                new LinkedHashMap<>() {
                  @Override
                  protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                    return size() > VERSIONS_KEPT;
                  }
                });
    versions.remove(version);
    versions.put(version, ++sequence);
    return sequence;
  }

  void acked(String nodeId, String typeUrl, String version, long nanos) {
    acks.computeIfAbsent(nodeId, key -> new HashMap<>()).put(typeUrl, new Ack(version, nanos));
  }

  /** The proxy has ACKed all that it wants of this snapshot. */
  void settled(String nodeId, String version, long nanos) {
    settled.put(nodeId, new Ack(version, nanos));
  }

  void forget(String nodeId) {
    acks.remove(nodeId);
    settled.remove(nodeId);
  }

  /**
   * When the proxy had ACKed all awaited types of this change or of a later one.
   *
   * @return {@link System#nanoTime}, or null if it has not yet
   */
  @Nullable Long inEffect(String nodeId, PendingChange change) {
    Map<String, Ack> known = acks.getOrDefault(nodeId, Map.of());
    long last = change.update.publishedNanos();
    for (String typeUrl : change.effect.awaited()) {
      Ack ack = known.get(typeUrl);
      if (ack == null || !covers(ack, change)) {
        Ack all = settled.get(nodeId);
        return all != null && covers(all, change) ? all.nanos : null;
      }
      last = Math.max(last, ack.nanos);
    }
    return last;
  }

  /** The same version may have been published before, so the time counts as well. */
  private boolean covers(Ack ack, PendingChange change) {
    Map<String, Long> versions = sequences.getOrDefault(change.update.proxy(), Map.of());
    return ack.nanos >= change.update.publishedNanos()
        && versions.getOrDefault(ack.version, 0L) >= change.sequence;
  }
}
