package dev.ostia.controlplane.group;

import com.google.protobuf.Message;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.sorted.SortedArrayMap;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * How two sets of resources differ, by name.
 *
 * @param added only in the second
 * @param updated in both, with different content
 * @param removed only in the first
 * @param alike in both with the same content, which was made anew
 */
public record ResourceDiff(
    List<String> added, List<String> updated, List<String> removed, List<String> alike) {

  static final ResourceDiff NONE = new ResourceDiff(List.of(), List.of(), List.of(), List.of());

  /** How the resources of two translations differ. */
  static Map<ResourceType, ResourceDiff> byType(Translation before, Translation after) {
    Map<ResourceType, ResourceDiff> diffs = new EnumMap<>(ResourceType.class);
    for (ResourceType type : ResourceType.values()) {
      diffs.put(type, between(before.resources(type), after.resources(type)));
    }
    return diffs;
  }

  private static ResourceDiff between(
      SortedMap<String, Message> before, SortedMap<String, Message> after) {
    ResourceDiff diff = empty();
    SortedArrayMap.of(after)
        .eachDifference(
            SortedArrayMap.of(before),
            (name, old, now) -> {
              if (old == null) {
                diff.added.add(name);
              } else if (now == null) {
                diff.removed.add(name);
              } else {
                diff.compare(name, old, now);
              }
            });
    return diff;
  }

  /** Compares in the order of the second; protobuf tells the same instance equal at once. */
  public static ResourceDiff of(
      Map<String, ? extends Message> before, Map<String, ? extends Message> after) {
    ResourceDiff diff = empty();
    after.forEach(
        (name, message) -> {
          Message old = before.get(name);
          if (old == null) {
            diff.added.add(name);
          } else {
            diff.compare(name, old, message);
          }
        });
    for (String name : before.keySet()) {
      if (!after.containsKey(name)) {
        diff.removed.add(name);
      }
    }
    return diff;
  }

  private static ResourceDiff empty() {
    return new ResourceDiff(
        new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  @SuppressWarnings("ReferenceEquality") // the translator keeps the instance of what is unchanged
  private void compare(String name, Message old, Message now) {
    if (old != now) {
      (old.equals(now) ? alike : updated).add(name);
    }
  }

  /** How many resources were made, and not taken over as they were. */
  public int built() {
    return added.size() + updated.size() + alike.size();
  }

  /** Whether both have the same content. */
  public boolean isEmpty() {
    return added.isEmpty() && updated.isEmpty() && removed.isEmpty();
  }

  /** Whether something is there that was not there, or not so, before. */
  public boolean brings() {
    return !added.isEmpty() || !updated.isEmpty();
  }
}
