package dev.ostia.translator.route;

import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Counts who needs a cluster, so that the set of needed ones is known without looking at all. */
final class ClusterReferences {

  private final Map<String, Integer> counts = new HashMap<>();
  private ImmutableSet<String> names = ImmutableSet.of();
  private boolean changed;

  void add(Set<String> clusters) {
    for (String cluster : clusters) {
      changed |= counts.merge(cluster, 1, Integer::sum) == 1;
    }
  }

  void remove(Set<String> clusters) {
    for (String cluster : clusters) {
      changed |= counts.computeIfPresent(cluster, (c, n) -> n == 1 ? null : n - 1) == null;
    }
  }

  /** The clusters that someone needs; the same set as before if it did not change. */
  ImmutableSet<String> names() {
    if (changed) {
      changed = false;
      if (!names.equals(counts.keySet())) {
        names = ImmutableSet.copyOf(counts.keySet());
      }
    }
    return names;
  }
}
