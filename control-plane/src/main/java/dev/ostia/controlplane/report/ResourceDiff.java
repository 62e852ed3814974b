package dev.ostia.controlplane.report;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How two sets of resources differ, by name.
 *
 * @param added only in the second
 * @param updated in both, with different content
 * @param removed only in the first
 */
record ResourceDiff(List<String> added, List<String> updated, List<String> removed) {

  /** Compares; protobuf tells the same instance equal without a look inside. */
  @SuppressWarnings("ReferenceEquality") // of what did not change the map is the same one
  static ResourceDiff of(
      Map<String, ? extends Message> before, Map<String, ? extends Message> after) {
    ResourceDiff diff = new ResourceDiff(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    if (before == after) {
      return diff;
    }
    after.forEach(
        (name, message) -> {
          Message old = before.get(name);
          if (old == null) {
            diff.added.add(name);
          } else if (!message.equals(old)) {
            diff.updated.add(name);
          }
        });
    for (String name : before.keySet()) {
      if (!after.containsKey(name)) {
        diff.removed.add(name);
      }
    }
    return diff;
  }

  boolean isEmpty() {
    return added.isEmpty() && updated.isEmpty() && removed.isEmpty();
  }

  /** Whether something is there that was not there, or not so, before. */
  boolean brings() {
    return !added.isEmpty() || !updated.isEmpty();
  }
}
