package dev.ostia.translator.resolve;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one kind, grouped by keys that each object gives. Follows a view by the difference
 * to the one before. A group is an immutable list in the order of {@link ObjectKey}; it stays the
 * same instance as long as none of its objects changed, so identity of a group stands for its
 * content.
 *
 * @param <T> the kind of the objects
 * @param <K> what they are grouped by
 */
public final class ObjectIndex<T extends HasMetadata, K> {

  private final Kind kind;
  private final Function<ConfigObject<T>, ? extends Collection<K>> keysOf;
  private final Map<K, List<ConfigObject<T>>> groups = new HashMap<>();
  private @Nullable ConfigView view;

  /**
   * An empty index.
   *
   * @param kind that of the objects
   * @param keysOf the groups that an object belongs to; depends on the object alone
   */
  public ObjectIndex(Kind kind, Function<ConfigObject<T>, ? extends Collection<K>> keysOf) {
    this.kind = kind;
    this.keysOf = keysOf;
  }

  /** The objects of a group; the same empty list if there are none. */
  public List<ConfigObject<T>> group(K key) {
    return groups.getOrDefault(key, List.of());
  }

  /** The keys of all groups that have objects. */
  public Set<K> keys() {
    return groups.keySet();
  }

  /**
   * Takes over the objects of a view.
   *
   * @return the keys of the groups that changed
   */
  public Set<K> update(ConfigView now) {
    ConfigView before = view == null ? ConfigView.empty(now.mesh()) : view;
    view = now;
    Map<K, List<ConfigObject<T>>> added = new HashMap<>();
    Map<K, Set<ConfigObject<T>>> removed = new HashMap<>();
    for (ObjectKey key : now.changedSince(before, kind)) {
      before.get(key).ifPresent(old -> drop(old, removed));
      now.get(key).ifPresent(object -> add(typed(object), added));
    }
    Set<K> touched = new HashSet<>(added.keySet());
    touched.addAll(removed.keySet());
    for (K key : touched) {
      regroup(key, added.getOrDefault(key, List.of()), removed.getOrDefault(key, Set.of()));
    }
    return touched;
  }

  private void add(ConfigObject<T> object, Map<K, List<ConfigObject<T>>> added) {
    for (K key : keysOf.apply(object)) {
      added.computeIfAbsent(key, k -> new ArrayList<>()).add(object);
    }
  }

  private void drop(ConfigObject<?> before, Map<K, Set<ConfigObject<T>>> removed) {
    ConfigObject<T> object = typed(before);
    for (K key : keysOf.apply(object)) {
      removed.computeIfAbsent(key, k -> new HashSet<>()).add(object);
    }
  }

  private void regroup(K key, List<ConfigObject<T>> added, Set<ConfigObject<T>> removed) {
    List<ConfigObject<T>> members = new ArrayList<>(group(key));
    members.removeAll(removed);
    members.addAll(added);
    if (members.isEmpty()) {
      groups.remove(key);
      return;
    }
    members.sort(Comparator.comparing(ConfigObject::key));
    groups.put(key, List.copyOf(members));
  }

  // All objects of a kind have the class that Kind.model() gives.
  @SuppressWarnings("unchecked")
  private ConfigObject<T> typed(ConfigObject<?> object) {
    return (ConfigObject<T>) object;
  }
}
