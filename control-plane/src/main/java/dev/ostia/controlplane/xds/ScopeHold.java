package dev.ostia.controlplane.xds;

import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.controlplane.snapshot.VersionedResource;
import dev.ostia.translator.ResourceType;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a scope that leads to other routes now as it was, until the proxy has ACKed those routes:
 * Envoy answers 404 for a scope whose routes have not arrived. A proxy that does not get on is not
 * waited for beyond a limit.
 */
final class ScopeHold {

  /**
   * @param before what the proxy is to have meanwhile
   * @param routes what it waits for
   */
  private record Held(VersionedResource before, Set<String> routes, long deadlineNanos) {}

  private static final long SETTLED = Long.MIN_VALUE;

  private final Subscription routes;
  private final long limitNanos;
  private final Map<String, Held> held = new TreeMap<>();
  private long unsettledSince = SETTLED;

  ScopeHold(Subscription routes, long limitNanos) {
    this.routes = routes;
    this.limitNanos = limitNanos;
  }

  /** A scope differs between two snapshots. */
  void onChange(String name, Snapshot before, Snapshot now, long nowNanos) {
    VersionedResource next = now.resources(ResourceType.SCOPE.typeUrl()).get(name);
    VersionedResource old = before.resources(ResourceType.SCOPE.typeUrl()).get(name);
    Held known = held.remove(name);
    VersionedResource shown = known == null ? old : known.before;
    if (next == null || shown == null) {
      return;
    }
    Set<String> awaited = References.of(ResourceType.SCOPE, next);
    if (!arrived(awaited, now)) {
      held.put(name, new Held(shown, awaited, nowNanos + limitNanos));
    }
  }

  /** What is to be shown in the place of a scope; null if it is not held. */
  @Nullable VersionedResource find(ResourceType type, String name) {
    Held found = type == ResourceType.SCOPE ? held.get(name) : null;
    return found == null ? null : found.before;
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  /** Lets go of what need not wait any more; gives back the names. */
  Set<String> release(Snapshot now, long nowNanos) {
    Set<String> released = new TreeSet<>();
    held.forEach(
        (name, entry) -> {
          if (arrived(entry.routes, now) || nowNanos - entry.deadlineNanos >= 0) {
            released.add(name);
          }
        });
    held.keySet().removeAll(released);
    return released;
  }

  /**
   * Whether listeners must wait. All that find their routes by scopes share what Envoy knows of
   * them, so that one more takes requests at once: its scopes and their routes have to be there.
   */
  boolean holdsListeners(Subscription scopes, Snapshot now, long nowNanos) {
    boolean unsettled = scopes.inUse() && !settled(scopes, now);
    if (!unsettled) {
      unsettledSince = SETTLED;
      return false;
    }
    if (unsettledSince == SETTLED) {
      unsettledSince = nowNanos;
    }
    return nowNanos - unsettledSince < limitNanos;
  }

  private boolean settled(Subscription scopes, Snapshot now) {
    if (!scopes.dirty.isEmpty() || scopes.inFlight != null || !held.isEmpty()) {
      return false;
    }
    Set<String> awaited = new TreeSet<>();
    for (VersionedResource scope : now.resources(ResourceType.SCOPE.typeUrl()).values()) {
      awaited.addAll(References.of(ResourceType.SCOPE, scope));
    }
    return arrived(awaited, now);
  }

  private boolean arrived(Set<String> names, Snapshot now) {
    Update update = routes.inFlight;
    for (String name : names) {
      boolean there = routes.sent.containsKey(name) && !routes.refused.contains(name);
      boolean onItsWay = update != null && update.names().contains(name);
      boolean gone = !now.resources(ResourceType.ROUTE.typeUrl()).containsKey(name);
      if (!gone && (!there || onItsWay)) {
        return false;
      }
    }
    return true;
  }

  /** There are no listeners to send. */
  void noListenersWait() {
    unsettledSince = SETTLED;
  }

  /** When the waiting ends by itself; {@link Long#MAX_VALUE} if nothing waits. */
  long nextDeadlineNanos(long nowNanos) {
    boolean waiting = unsettledSince != SETTLED && nowNanos - unsettledSince < limitNanos;
    long listeners = waiting ? unsettledSince + limitNanos : Long.MAX_VALUE;
    return held.values().stream().mapToLong(Held::deadlineNanos).reduce(listeners, Math::min);
  }
}
