package dev.ostia.controlplane.group;

import com.google.protobuf.Message;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

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

  /**
   * Walks both in their common order, which costs nearly nothing where they have the same
   * instances. Looking up each name would cost a search in a tree.
   */
  @SuppressWarnings("ReferenceEquality") // the translator keeps the instance of what is unchanged
  private static ResourceDiff between(
      NavigableMap<String, Message> before, NavigableMap<String, Message> after) {
    if (before == after) {
      return NONE;
    }
    ResourceDiff diff = empty();
    Iterator<Map.Entry<String, Message>> olds = before.entrySet().iterator();
    Map.Entry<String, Message> old = nextOf(olds);
    for (Map.Entry<String, Message> now : after.entrySet()) {
      int order = order(old, now);
      for (; old != null && order < 0; order = order(old, now)) {
        diff.removed.add(old.getKey());
        old = nextOf(olds);
      }
      if (old == null || order > 0) {
        diff.added.add(now.getKey());
        continue;
      }
      diff.compare(now.getKey(), old.getValue(), now.getValue());
      old = nextOf(olds);
    }
    for (; old != null; old = nextOf(olds)) {
      diff.removed.add(old.getKey());
    }
    return diff;
  }

  private static int order(
      Map.@Nullable Entry<String, Message> old, Map.Entry<String, Message> now) {
    // Unlike compareTo, equals sees at once that both are one instance.
    boolean same = old != null && old.getKey().equals(now.getKey());
    return old == null || same ? 0 : old.getKey().compareTo(now.getKey());
  }

  private static @Nullable <T> T nextOf(Iterator<T> iterator) {
    return iterator.hasNext() ? iterator.next() : null;
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

  @SuppressWarnings("ReferenceEquality") // as above
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
