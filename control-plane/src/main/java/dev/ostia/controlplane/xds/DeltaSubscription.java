package dev.ostia.controlplane.xds;

import dev.ostia.controlplane.snapshot.VersionedResource;
import dev.ostia.translator.ResourceType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A subscription of the incremental protocol: responses hold what differs, by name.
 *
 * <p>Where Envoy stops at the first bad resource of a response, a refused response is sent again in
 * two halves, and so on, until the bad ones stand alone: they are held and the good ones have
 * arrived. Clusters and listeners are not split, as there Envoy takes the good ones itself.
 */
final class DeltaSubscription extends Subscription {

  /** Names whose resources are to be sent again by themselves. */
  private final Deque<List<String>> parts = new ArrayDeque<>();

  /** The last response was one of them. */
  private boolean part;

  DeltaSubscription(ResourceType type) {
    super(type);
  }

  @Override
  void request(Request request, @Nullable View view) {
    boolean first = !requested;
    requested = true;
    for (String name : request.unsubscribed()) {
      unsubscribe(name);
    }
    for (String name : request.names()) {
      subscribe(name, request, view);
    }
    if (first) {
      if (mayOmitNames(type) && request.names().isEmpty() && request.unsubscribed().isEmpty()) {
        startWildcard(view);
      }
      resume(request.initialVersions());
      answerDue = wildcard && sent.isEmpty();
    }
  }

  private void subscribe(String name, Request request, @Nullable View view) {
    if (isWildcard(name)) {
      if (!wildcard) {
        startWildcard(view);
      }
      return;
    }
    names.add(name);
    // A proxy that asks again has dropped the resource and must get it, unless it just refused it.
    if (request.error() == null || !refused.contains(name)) {
      sent.replace(name, UNSURE);
      dirty.add(name);
    }
  }

  private void startWildcard(@Nullable View view) {
    wildcard = true;
    if (view != null) {
      changedAll(view);
    }
  }

  private void unsubscribe(String name) {
    if (isWildcard(name)) {
      dropWildcard();
    } else if (names.remove(name)) {
      if (wildcard) {
        // The wildcard still covers it, and the proxy may have dropped it.
        sent.put(name, UNSURE);
        dirty.add(name);
      } else {
        drop(name);
      }
    }
  }

  private void resume(Map<String, String> initialVersions) {
    initialVersions.forEach(
        (name, version) -> {
          if (wants(name)) {
            resumed = true;
            sent.put(name, repeatOnResume.contains(name) ? UNSURE : version);
            dirty.add(name);
          }
        });
    repeatOnResume.clear();
  }

  @Override
  void refused(Update update) {
    List<String> names = update.resources().stream().map(VersionedResource::name).toList();
    if (mayOmitNames(type) || names.size() == 1) {
      super.refused(update);
    } else if (!names.isEmpty()) {
      int half = names.size() / 2;
      parts.addFirst(names.subList(half, names.size()));
      parts.addFirst(names.subList(0, half));
    }
  }

  @Override
  boolean searching() {
    return !parts.isEmpty();
  }

  @Override
  boolean isSearch(Update update) {
    return part && update.resources().size() > 1;
  }

  @Override
  @Nullable Update next(View view, Numbering numbering) {
    part = true;
    while (!parts.isEmpty()) {
      List<String> names = parts.removeFirst();
      names.forEach(name -> sent.replace(name, UNSURE));
      Update update = next(names, view, numbering);
      if (update != null) {
        return update;
      }
    }
    part = false;
    Set<String> names = new TreeSet<>(dirty);
    dirty.clear();
    return next(names, view, numbering);
  }

  /**
   * Whether the proxy is to know that there is no such resource. Listeners and clusters wait for
   * their secrets: a proxy that is told to go on does not wait in vain for its 15 s.
   */
  private boolean tellsAbsence(String name) {
    return type == ResourceType.SECRET && names.contains(name);
  }

  private @Nullable Update next(Collection<String> names, View view, Numbering numbering) {
    List<VersionedResource> resources = new ArrayList<>();
    Set<String> added = new TreeSet<>();
    Set<String> changed = new TreeSet<>();
    List<String> removed = new ArrayList<>();
    for (String name : names) {
      if (!wants(name)) {
        continue;
      }
      VersionedResource resource = view.find(type, name);
      String had = sent.get(name);
      if (resource == null) {
        if (had != null ? !view.keeps(type, name) : tellsAbsence(name)) {
          removed.add(name);
          drop(name);
        }
      } else if (!resource.version().equals(had)) {
        resources.add(resource);
        (had == null ? added : changed).add(name);
        sent.put(name, resource.version());
      }
    }
    if (resources.isEmpty() && removed.isEmpty() && !answerDue) {
      return null;
    }
    answerDue = false;
    return numbering.update(type, "", resources, added, changed, removed);
  }
}
