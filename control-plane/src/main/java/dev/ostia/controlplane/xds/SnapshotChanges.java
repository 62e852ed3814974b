package dev.ostia.controlplane.xds;

import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.controlplane.snapshot.VersionedResource;
import dev.ostia.translator.ResourceType;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
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
        var old = before.resources(type.typeUrl());
        var now = after.resources(type.typeUrl());
        if (old != now) {
          names.put(type, differing(old, now));
        }
      }
    }
    return new SnapshotChanges(names);
  }

  /** Walks both sorted maps side by side: no look-ups, and one comparison of identity each. */
  private static Set<String> differing(
      NavigableMap<String, VersionedResource> before,
      NavigableMap<String, VersionedResource> after) {
    Set<String> names = new TreeSet<>();
    Iterator<VersionedResource> olds = before.values().iterator();
    Iterator<VersionedResource> nows = after.values().iterator();
    VersionedResource old = next(olds);
    VersionedResource now = next(nows);
    while (old != null || now != null) {
      int order = order(old, now);
      if (order == 0 && old != null && now != null) {
        if (old != now && !old.version().equals(now.version())) {
          names.add(now.name());
        }
        old = next(olds);
        now = next(nows);
      } else if (order < 0 && old != null) {
        names.add(old.name());
        old = next(olds);
      } else if (now != null) {
        names.add(now.name());
        now = next(nows);
      }
    }
    return names;
  }

  private static int order(@Nullable VersionedResource old, @Nullable VersionedResource now) {
    if (old == now) {
      return 0;
    }
    if (old == null) {
      return 1;
    }
    return now == null ? -1 : old.name().compareTo(now.name());
  }

  private static @Nullable VersionedResource next(Iterator<VersionedResource> resources) {
    return resources.hasNext() ? resources.next() : null;
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
