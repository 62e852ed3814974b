package dev.ostia.controlplane.xds;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.ostia.controlplane.snapshot.VersionedResource;
import dev.ostia.translator.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A subscription of the state-of-the-world protocol. A response of listeners or clusters holds all
 * of them, and what it leaves out is gone. A response of another type holds what changed; there the
 * protocol has no removal: a resource ends when nothing names it any more.
 */
final class SotwSubscription extends Subscription {

  private final boolean complete;
  private boolean namedBefore;
  private @Nullable String lastNonce;

  /** Of a reconnecting proxy: the type version that it has, until it is compared. */
  private String resumedVersion = "";

  SotwSubscription(ResourceType type) {
    super(type);
    this.complete = mayOmitNames(type);
  }

  /** An answer to an older response than the last comes too late. */
  @Override
  boolean ignores(Request request) {
    return lastNonce != null && !request.nonce().isEmpty() && !lastNonce.equals(request.nonce());
  }

  @Override
  void request(Request request, @Nullable View view) {
    if (!requested) {
      requested = true;
      resumed = !request.version().isEmpty();
      resumedVersion = repeatOnResume.isEmpty() ? request.version() : "";
      repeatOnResume.clear();
      answerDue = complete;
    }
    Set<String> asked = new TreeSet<>(request.names());
    boolean all = asked.removeIf(Subscription::isWildcard);
    if (complete && request.names().isEmpty()) {
      all = !namedBefore;
    } else if (!request.names().isEmpty()) {
      namedBefore = true;
    }
    ask(asked, all, view);
  }

  private void ask(Set<String> asked, boolean all, @Nullable View view) {
    List<String> givenUp = new ArrayList<>(names);
    givenUp.removeAll(asked);
    names.removeAll(givenUp);
    for (String name : asked) {
      if (names.add(name)) {
        sent.remove(name);
        dirty.add(name);
        answerDue |= complete;
      }
    }
    if (all && !wildcard) {
      wildcard = true;
      if (view != null) {
        changedAll(view);
      }
    } else if (!all) {
      dropWildcard();
      givenUp.forEach(this::drop);
    }
  }

  @Override
  @Nullable Update next(View view, Numbering numbering) {
    if (resumedAsItIs(view)) {
      return null;
    }
    Set<String> added = new TreeSet<>();
    Set<String> changed = new TreeSet<>();
    boolean removed = compare(view, added, changed);
    dirty.clear();
    boolean due = answerDue || (complete && removed);
    if (added.isEmpty() && changed.isEmpty() && !due) {
      return null;
    }
    answerDue = false;
    List<VersionedResource> resources = new ArrayList<>();
    for (VersionedResource resource : wanted(view)) {
      String name = resource.name();
      // What came with a refused response may not have been looked at.
      if (complete || added.contains(name) || changed.contains(name) || refused.contains(name)) {
        resources.add(resource);
        sent.put(name, resource.version());
      }
    }
    Update update = numbering.update(type, typeVersion(view), resources, added, changed, List.of());
    lastNonce = update.nonce();
    return update;
  }

  /**
   * Sorts the names to be looked at; returns whether one of them is gone. What a reconnecting proxy
   * has is not known by name, so there everything counts as changed.
   */
  private boolean compare(View view, Set<String> added, Set<String> changed) {
    boolean removed = false;
    boolean resuming = resumed && lastNonce == null;
    for (String name : dirty) {
      VersionedResource resource = view.find(type, name);
      String had = sent.get(name);
      if (resource == null) {
        removed |= had != null;
        sent.remove(name);
        refused.remove(name);
      } else if (!resource.version().equals(had)) {
        (had == null && !resuming ? added : changed).add(name);
      }
    }
    return removed;
  }

  /** On the first occasion of a reconnect: the proxy already has just this. */
  private boolean resumedAsItIs(View view) {
    String version = resumedVersion;
    resumedVersion = "";
    if (version.isEmpty() || !version.equals(typeVersion(view))) {
      return false;
    }
    for (VersionedResource resource : wanted(view)) {
      sent.put(resource.name(), resource.version());
    }
    dirty.clear();
    answerDue = false;
    return true;
  }

  private Collection<VersionedResource> wanted(View view) {
    if (wildcard) {
      return view.all(type);
    }
    TreeMap<String, VersionedResource> wanted = new TreeMap<>();
    for (String name : names) {
      VersionedResource resource = view.find(type, name);
      if (resource != null) {
        wanted.put(name, resource);
      }
    }
    return wanted.values();
  }

  private String typeVersion(View view) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (VersionedResource resource : wanted(view)) {
      hasher.putString(resource.name(), StandardCharsets.UTF_8).putByte((byte) 0);
      hasher.putString(resource.version(), StandardCharsets.UTF_8).putByte((byte) 0);
    }
    return hasher.hash().toString().substring(0, 32);
  }
}
