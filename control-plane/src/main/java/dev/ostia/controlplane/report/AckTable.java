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

  void forget(String nodeId) {
    acks.remove(nodeId);
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
      if (ack == null || ack.nanos < change.update.publishedNanos()) {
        return null;
      }
      long acked =
          sequences.getOrDefault(change.update.proxy(), Map.of()).getOrDefault(ack.version, 0L);
      if (acked < change.sequence) {
        return null;
      }
      last = Math.max(last, ack.nanos);
    }
    return last;
  }
}
