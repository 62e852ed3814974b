package dev.ostia.controlplane.xds;

import dev.ostia.controlplane.snapshot.VersionedResource;
import dev.ostia.translator.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A subscription of the incremental protocol: responses hold what differs, by name. */
final class DeltaSubscription extends Subscription {

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
  @Nullable Update next(View view, Numbering numbering) {
    List<VersionedResource> resources = new ArrayList<>();
    Set<String> added = new TreeSet<>();
    Set<String> changed = new TreeSet<>();
    List<String> removed = new ArrayList<>();
    for (String name : new TreeSet<>(dirty)) {
      VersionedResource resource = view.find(type, name);
      String had = sent.get(name);
      if (resource == null) {
        if (had != null && !view.keeps(type, name)) {
          removed.add(name);
          drop(name);
        }
      } else if (!resource.version().equals(had)) {
        resources.add(resource);
        (had == null ? added : changed).add(name);
        sent.put(name, resource.version());
      }
    }
    dirty.clear();
    if (resources.isEmpty() && removed.isEmpty() && !answerDue) {
      return null;
    }
    answerDue = false;
    return numbering.update(type, "", resources, added, changed, removed);
  }
}
