package dev.ostia.controlplane.xds;

import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.controlplane.snapshot.VersionedResource;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.sorted.SortedArrayMap;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Names of what differs between two snapshots: new, changed or gone. What did not change is the
 * same instance, so identity is looked at first.
 */
@SuppressWarnings("ReferenceEquality")
record SnapshotChanges(Map<ResourceType, Set<String>> names) {

  Set<String> names(ResourceType type) {
    return names.getOrDefault(type, Set.of());
  }

  static SnapshotChanges between(Snapshot before, Snapshot after) {
    Map<ResourceType, Set<String>> names = new EnumMap<>(ResourceType.class);
    if (before != after) {
      for (ResourceType type : ResourceType.values()) {
        SortedMap<String, VersionedResource> old = before.resources(type.typeUrl());
        SortedMap<String, VersionedResource> now = after.resources(type.typeUrl());
        if (old != now) {
          names.put(type, differing(old, now));
        }
      }
    }
    return new SnapshotChanges(names);
  }

  private static Set<String> differing(
      SortedMap<String, VersionedResource> before, SortedMap<String, VersionedResource> after) {
    Set<String> names = new TreeSet<>();
    SortedArrayMap.of(after)
        .eachDifference(
            SortedArrayMap.of(before),
            (name, old, now) -> {
              if (old == null || now == null || !old.version().equals(now.version())) {
                names.add(name);
              }
            });
    return names;
  }

  /**
   * Remembers the last comparisons, as the streams of equal proxies all go from the same snapshot
   * to the same next one.
   */
  static final class Memo {

    private static final int SIZE = 8;

    /** Weak, so that no snapshot outlives the streams that show it. */
    private record Entry(
        WeakReference<Snapshot> before, WeakReference<Snapshot> after, SnapshotChanges changes) {}

    private final Deque<Entry> entries = new ArrayDeque<>();

    SnapshotChanges between(Snapshot before, Snapshot after) {
      SnapshotChanges known = find(before, after);
      if (known != null) {
        return known;
      }
      SnapshotChanges changes = SnapshotChanges.between(before, after);
      synchronized (this) {
        if (entries.size() == SIZE) {
          entries.removeFirst();
        }
        entries.addLast(
            new Entry(new WeakReference<>(before), new WeakReference<>(after), changes));
      }
      return changes;
    }

    private synchronized @Nullable SnapshotChanges find(Snapshot before, Snapshot after) {
      for (Entry entry : entries) {
        if (entry.before.refersTo(before) && entry.after.refersTo(after)) {
          return entry.changes;
        }
      }
      return null;
    }
  }
}
