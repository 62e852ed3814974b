package dev.ostia.controlplane.xds;

import dev.ostia.controlplane.snapshot.VersionedResource;
import dev.ostia.translator.ResourceType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What left the snapshot and is not yet taken from the proxy, because the routes and listeners that
 * the proxy has may still use it. It goes when the proxy has ACKed the listeners and routes of the
 * snapshot that dropped it, or when its time is up.
 */
final class Retirement {

  /**
   * @param resource null if the proxy has it from an earlier stream, so that its content is unknown
   * @param snapshot number of the first snapshot without it
   */
  private record Entry(@Nullable VersionedResource resource, long snapshot, long deadlineNanos) {}

  private final long graceNanos;
  private final Map<ResourceType, TreeMap<String, Entry>> entries =
      new EnumMap<>(ResourceType.class);

  Retirement(long graceNanos) {
    this.graceNanos = graceNanos;
  }

  void retire(
      ResourceType type,
      String name,
      @Nullable VersionedResource resource,
      long snapshot,
      long nowNanos) {
    entries
        .computeIfAbsent(type, t -> new TreeMap<>())
        .put(name, new Entry(resource, snapshot, nowNanos + graceNanos));
  }

  /** The resource is back, or nobody wants it any more. */
  void forget(ResourceType type, String name) {
    TreeMap<String, Entry> ofType = entries.get(type);
    if (ofType != null && ofType.remove(name) != null && ofType.isEmpty()) {
      entries.remove(type);
    }
  }

  boolean keeps(ResourceType type, String name) {
    TreeMap<String, Entry> ofType = entries.get(type);
    return ofType != null && ofType.containsKey(name);
  }

  @Nullable VersionedResource find(ResourceType type, String name) {
    TreeMap<String, Entry> ofType = entries.get(type);
    Entry entry = ofType == null ? null : ofType.get(name);
    return entry == null ? null : entry.resource;
  }

  /** The kept resources of a type whose content is known. */
  List<VersionedResource> all(ResourceType type) {
    TreeMap<String, Entry> ofType = entries.get(type);
    List<VersionedResource> all = new ArrayList<>();
    if (ofType != null) {
      for (Entry entry : ofType.values()) {
        if (entry.resource != null) {
          all.add(entry.resource);
        }
      }
    }
    return all;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /**
   * Lets go of what may be taken from the proxy now.
   *
   * @param answered newest snapshot number whose listeners and routes the proxy has ACKed
   * @param refusing the proxy holds on to older listeners or routes, so time does not count
   * @return the names, by type
   */
  Map<ResourceType, Set<String>> release(long answered, boolean refusing, long nowNanos) {
    Map<ResourceType, Set<String>> released = new EnumMap<>(ResourceType.class);
    for (Map.Entry<ResourceType, TreeMap<String, Entry>> ofType : entries.entrySet()) {
      for (Map.Entry<String, Entry> entry : ofType.getValue().entrySet()) {
        boolean late = !refusing && nowNanos - entry.getValue().deadlineNanos >= 0;
        if (late || entry.getValue().snapshot <= answered) {
          released.computeIfAbsent(ofType.getKey(), t -> new TreeSet<>()).add(entry.getKey());
        }
      }
    }
    released.forEach((type, names) -> names.forEach(name -> forget(type, name)));
    return released;
  }

  /** The first time at which something goes unasked; {@link Long#MAX_VALUE} if never. */
  long nextDeadlineNanos() {
    long next = Long.MAX_VALUE;
    for (TreeMap<String, Entry> ofType : entries.values()) {
      for (Entry entry : ofType.values()) {
        next = Math.min(next, entry.deadlineNanos);
      }
    }
    return next;
  }
}
