package dev.ostia.controlplane.xds;

import dev.ostia.controlplane.snapshot.VersionedResource;
import dev.ostia.translator.ResourceType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one stream wants of one type, what it was sent and what it answered. The subclasses hold
 * what the two protocols do not share. Not thread safe: a stream is worked on by one thread at a
 * time.
 */
abstract class Subscription {

  /** In place of a version: the proxy may have the resource, but not surely the current one. */
  static final String UNSURE = "";

  private static final String WILDCARD = "*";

  final ResourceType type;

  /** The names asked for, apart from the wildcard. */
  final Set<String> names = new HashSet<>();

  /** The version last sent, by name; on a reconnect also what the proxy says that it has. */
  final Map<String, String> sent = new HashMap<>();

  /** Names to compare with what was sent at the next occasion. */
  final Set<String> dirty = new HashSet<>();

  /** Names of the resources that the proxy refused and that did not change since. */
  final Set<String> refused = new TreeSet<>();

  boolean wildcard;
  boolean requested;

  /** The proxy is owed a response even if there is nothing in it. */
  boolean answerDue;

  /** The proxy has resources of this type in use from an earlier stream. */
  boolean resumed;

  /** Names to repeat once the proxy says that it has them. */
  final Set<String> repeatOnResume = new HashSet<>();

  /** The newest response, while it is not answered. */
  @Nullable Update inFlight;

  /**
   * Older responses that a stalled proxy has still to answer, by nonce, in the order of sending.
   */
  private final Map<String, Update> overtaken = new LinkedHashMap<>();

  /** Number of the newest snapshot of which the proxy has ACKed all that it wants. */
  private long answered;

  Subscription(ResourceType type) {
    this.type = type;
  }

  /** What an answer to a response says. */
  enum Answer {
    NONE,
    ACK,
    NACK
  }

  /**
   * Takes a request: first the answer that it may hold, then what it asks for.
   *
   * @param view null before the first snapshot
   */
  abstract void request(Request request, @Nullable View view);

  /** The next response, noted as sent; null if there is nothing to say. */
  abstract @Nullable Update next(View view, Numbering numbering);

  /** Whether the request comes too late to say anything. */
  boolean ignores(Request request) {
    return false;
  }

  /** Gives out the numbers of a stream's responses. */
  interface Numbering {
    /** Builds the response around its contents. */
    Update update(
        ResourceType type,
        String typeVersion,
        Collection<VersionedResource> resources,
        Set<String> added,
        Set<String> changed,
        Collection<String> removed);
  }

  /** For listeners, scopes and clusters a proxy can ask for all there are without a name. */
  static boolean mayOmitNames(ResourceType type) {
    return type == ResourceType.LISTENER
        || type == ResourceType.SCOPE
        || type == ResourceType.CLUSTER;
  }

  static boolean isWildcard(String name) {
    return name.equals(WILDCARD);
  }

  final boolean wants(String name) {
    return wildcard || names.contains(name);
  }

  /** Whether the proxy has resources of this type at work. */
  final boolean inUse() {
    return resumed || !sent.isEmpty();
  }

  /** Whether there is nothing to look at and no answer to wait for. */
  final boolean idle() {
    return dirty.isEmpty() && !answerDue && inFlight == null && !searching();
  }

  /** Whether parts of a refused response are to be sent again, to find the bad ones. */
  boolean searching() {
    return false;
  }

  /** Whether the response was made only to find the bad ones of an earlier, and is to be split. */
  boolean isSearch(Update update) {
    return false;
  }

  /** Whether the proxy refuses something, or may. */
  final boolean inDoubt() {
    return !refused.isEmpty() || searching();
  }

  final void changed(Iterable<String> changed) {
    for (String name : changed) {
      if (wants(name)) {
        dirty.add(name);
      }
    }
  }

  /** Compares everything at the next occasion. */
  final void changedAll(View view) {
    dirty.addAll(names);
    dirty.addAll(sent.keySet());
    if (wildcard) {
      view.all(type).forEach(resource -> dirty.add(resource.name()));
    }
  }

  /** Sends these again if the proxy has them, though they did not change. */
  final void repeat(Iterable<String> repeated) {
    for (String name : repeated) {
      if (sent.replace(name, UNSURE) != null) {
        dirty.add(name);
      } else if (!requested) {
        repeatOnResume.add(name);
      }
    }
  }

  final long answered() {
    return answered;
  }

  /** Nothing is left to send for this snapshot. */
  final void nothingFor(long snapshot) {
    if (inFlight == null && !inDoubt()) {
      answered = snapshot;
    }
  }

  /** Notes a response as sent, be the one before answered or not. */
  final void sent(Update update) {
    Update before = inFlight;
    if (before != null) {
      overtaken.put(before.nonce(), before);
    }
    inFlight = update;
  }

  /** Whether the proxy was sent something beyond a response that it does not answer. */
  final boolean isStalled() {
    return !overtaken.isEmpty();
  }

  /** The response that the request answers, if it answers one that still matters. */
  final @Nullable Update unanswered(Request request) {
    Update update = inFlight;
    return update != null && update.nonce().equals(request.nonce())
        ? update
        : overtaken.get(request.nonce());
  }

  /** Notes the answer to a response, if the request is one. */
  final Answer answer(Request request) {
    Update update = unanswered(request);
    if (update == null) {
      return Answer.NONE;
    }
    // A proxy answers in the order of sending.
    if (overtaken.remove(update.nonce()) == null) {
      inFlight = null;
      overtaken.clear();
    }
    if (request.error() != null) {
      refused(update);
      return Answer.NACK;
    }
    update.resources().forEach(resource -> refused.remove(resource.name()));
    if (!inDoubt()) {
      answered = Math.max(answered, update.snapshot());
    }
    return Answer.ACK;
  }

  /** The proxy refused this: it has some of it or nothing. */
  void refused(Update update) {
    update.resources().forEach(resource -> refused.add(resource.name()));
  }

  /** The proxy gives up a name: nothing is known of it any more. */
  final void drop(String name) {
    sent.remove(name);
    dirty.remove(name);
    refused.remove(name);
  }

  /** The proxy gives up the wildcard and keeps only what it names. */
  final void dropWildcard() {
    if (wildcard) {
      wildcard = false;
      sent.keySet().retainAll(names);
      dirty.retainAll(names);
      refused.retainAll(names);
    }
  }
}
