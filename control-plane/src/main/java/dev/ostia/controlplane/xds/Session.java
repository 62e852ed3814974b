package dev.ostia.controlplane.xds;

import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.controlplane.snapshot.VersionedResource;
import dev.ostia.translator.ResourceType;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is said on one stream and when, apart from threads and gRPC. Each event ends with a look at
 * what may be sent now, in the order clusters, assignments, listeners, scopes, routes, secrets. Not
 * thread safe.
 */
final class Session implements Subscription.Numbering {

  /** The stream's way out. */
  interface Outlet {
    /** Whether the proxy reads; if not, {@link Session#pump} is called when it does. */
    boolean isReady();

    void send(Update update);
  }

  private final Map<ResourceType, Subscription> subscriptions = new EnumMap<>(ResourceType.class);
  private final SnapshotChanges.Memo memo;
  private final Outlet outlet;
  private final SessionReport report;
  private final LongSupplier nanoClock;
  private final String noncePrefix;
  private final Retirement retirement;
  private final ClusterGate gate;
  private final ScopeHold hold;
  private final long resumeDeadlineNanos;
  private @Nullable View view;
  private long responses;

  Session(
      boolean delta,
      String noncePrefix,
      XdsOptions options,
      SnapshotChanges.Memo memo,
      Outlet outlet,
      SessionReport report,
      LongSupplier nanoClock) {
    for (ResourceType type : ResourceType.values()) {
      subscriptions.put(type, delta ? new DeltaSubscription(type) : new SotwSubscription(type));
    }
    this.noncePrefix = noncePrefix;
    this.memo = memo;
    this.outlet = outlet;
    this.report = report;
    this.nanoClock = nanoClock;
    this.retirement = new Retirement(options.removalGrace().toNanos());
    this.gate = new ClusterGate(of(ResourceType.CLUSTER), options.clusterWait().toNanos());
    this.hold = new ScopeHold(of(ResourceType.ROUTE), options.removalGrace().toNanos());
    this.resumeDeadlineNanos = nanoClock.getAsLong() + options.resumeWait().toNanos();
  }

  private Subscription of(ResourceType type) {
    Subscription subscription = subscriptions.get(type);
    if (subscription == null) {
      throw new IllegalArgumentException("no subscription of " + type);
    }
    return subscription;
  }

  /** The proxy asks or answers. */
  void request(ResourceType type, Request request) {
    Subscription subscription = of(type);
    if (subscription.ignores(request)) {
      return;
    }
    Update answered = subscription.unanswered(request);
    Subscription.Answer answer = subscription.answer(request);
    if (answered != null && answer != Subscription.Answer.NONE) {
      gate.answered(answered);
      report.answered(subscription, answered, request.error());
    }
    boolean first = !subscription.requested;
    subscription.request(request, view);
    if (first && view != null) {
      keepUnknown(subscription, view);
    }
    pump();
  }

  /** What the proxy is to have from now on. */
  void snapshot(Snapshot snapshot) {
    View before = view;
    View now = new View(snapshot, before == null ? 1 : before.number() + 1, retirement, hold);
    view = now;
    if (before == null) {
      for (Subscription subscription : subscriptions.values()) {
        subscription.changedAll(now);
        keepUnknown(subscription, now);
      }
    } else {
      SnapshotChanges changes = memo.between(before.snapshot(), snapshot);
      for (Subscription subscription : subscriptions.values()) {
        Set<String> names = changes.names(subscription.type);
        retire(subscription, names, before.snapshot(), now);
        if (subscription.type == ResourceType.SCOPE && subscription.inUse()) {
          long nowNanos = nanoClock.getAsLong();
          names.forEach(name -> hold.onChange(name, before.snapshot(), snapshot, nowNanos));
        }
        subscription.changed(names);
      }
      gate.onSnapshot(snapshot);
    }
    pump();
  }

  /** Listeners may go at once; what they or routes name goes after them. */
  private void retire(Subscription subscription, Set<String> names, Snapshot before, View now) {
    ResourceType type = subscription.type;
    if (type == ResourceType.LISTENER) {
      return;
    }
    Map<String, VersionedResource> resources = now.snapshot().resources(type.typeUrl());
    for (String name : names) {
      if (resources.containsKey(name)) {
        retirement.forget(type, name);
      } else if (subscription.sent.containsKey(name)) {
        VersionedResource old = before.resources(type.typeUrl()).get(name);
        retirement.retire(type, name, old, now.number(), nanoClock.getAsLong());
      }
    }
  }

  /** A reconnecting proxy may route to what is gone since it was last heard of. */
  private void keepUnknown(Subscription subscription, View now) {
    if (subscription.type == ResourceType.LISTENER) {
      return;
    }
    for (String name : subscription.sent.keySet()) {
      if (now.find(subscription.type, name) == null) {
        retirement.retire(subscription.type, name, null, now.number(), nanoClock.getAsLong());
      }
    }
  }

  /** Sends what may be sent. */
  void pump() {
    View now = view;
    if (now == null) {
      return;
    }
    gate.refresh(nanoClock.getAsLong());
    of(ResourceType.SCOPE).changed(hold.release(now.snapshot(), nanoClock.getAsLong()));
    do {
      for (Subscription subscription : subscriptions.values()) {
        offer(subscription, now);
      }
    } while (release());
    report.pumped(subscriptions.values(), now, retirement.isEmpty());
  }

  private void offer(Subscription subscription, View now) {
    long nowNanos = nanoClock.getAsLong();
    if (!subscription.requested || gate.waitsForAnswer(subscription, nowNanos)) {
      return;
    }
    if (subscription.idle()) {
      if (subscription.type == ResourceType.LISTENER) {
        hold.noListenersWait();
      }
      subscription.nothingFor(now.number());
      return;
    }
    if (!outlet.isReady()
        || gate.holds(subscription, nowNanos)
        || (subscription.type == ResourceType.LISTENER
            && hold.holdsListeners(of(ResourceType.SCOPE), now.snapshot(), nowNanos))) {
      return;
    }
    Update update = subscription.next(now, this);
    if (update == null) {
      subscription.nothingFor(now.number());
      return;
    }
    subscription.sent(update);
    gate.sent(update, nowNanos);
    warm(update);
    outlet.send(update);
  }

  /** See {@link References}. */
  private void warm(Update update) {
    ResourceType target = References.target(update.type());
    if (target == update.type()) {
      return;
    }
    Subscription targets = of(target);
    boolean awaits = update.type() == ResourceType.CLUSTER && inService();
    for (VersionedResource resource : update.resources()) {
      boolean added = update.added().contains(resource.name());
      boolean changed = update.changed().contains(resource.name());
      if (changed || (added && (awaits || targets.inUse()))) {
        Set<String> names = References.of(update.type(), resource);
        targets.repeat(names);
        if (added && awaits) {
          names.forEach(name -> await(name, update));
        }
      }
    }
  }

  private void await(String assignment, Update update) {
    if (view != null && view.find(ResourceType.ENDPOINT, assignment) != null) {
      gate.await(assignment, update.number());
    }
  }

  /** Whether the proxy carries traffic: a reconnecting one may say so of clusters first. */
  private boolean inService() {
    return of(ResourceType.LISTENER).inUse()
        || of(ResourceType.ROUTE).inUse()
        || of(ResourceType.CLUSTER).resumed;
  }

  /** Lets retired resources go; returns whether there are now removals to send. */
  private boolean release() {
    if (retirement.isEmpty() || !hold.isEmpty()) {
      return false;
    }
    long nowNanos = nanoClock.getAsLong();
    Subscription listeners = of(ResourceType.LISTENER);
    Subscription routes = of(ResourceType.ROUTE);
    long answered = Math.min(answered(listeners, nowNanos), answered(routes, nowNanos));
    if (of(ResourceType.SCOPE).requested) {
      answered = Math.min(answered, of(ResourceType.SCOPE).answered());
    }
    Map<ResourceType, Set<String>> released =
        retirement.release(answered, refuses(listeners, routes), nowNanos);
    released.forEach((type, names) -> of(type).changed(names));
    return !released.isEmpty();
  }

  private long answered(Subscription subscription, long nowNanos) {
    if (subscription.requested) {
      return subscription.answered();
    }
    return nowNanos - resumeDeadlineNanos >= 0 ? Long.MAX_VALUE : 0;
  }

  private static boolean refuses(Subscription listeners, Subscription routes) {
    return listeners.inDoubt() || routes.inDoubt();
  }

  /** When {@link #pump} is to be called if nothing happens; {@link Long#MAX_VALUE} if never. */
  long wakeAtNanos() {
    long nowNanos = nanoClock.getAsLong();
    long wake = Math.min(gate.nextDeadlineNanos(nowNanos), hold.nextDeadlineNanos(nowNanos));
    Subscription listeners = of(ResourceType.LISTENER);
    Subscription routes = of(ResourceType.ROUTE);
    if (!retirement.isEmpty()) {
      if (!refuses(listeners, routes)) {
        wake = Math.min(wake, retirement.nextDeadlineNanos());
      }
      boolean unasked = !listeners.requested || !routes.requested;
      if (unasked && nowNanos - resumeDeadlineNanos < 0) {
        wake = Math.min(wake, resumeDeadlineNanos);
      }
    }
    return wake;
  }

  @Override
  public Update update(
      ResourceType type,
      String typeVersion,
      Collection<VersionedResource> resources,
      Set<String> added,
      Set<String> changed,
      Collection<String> removed) {
    View now = view;
    if (now == null) {
      throw new IllegalStateException("a response before the first snapshot");
    }
    responses++;
    return new Update(
        type,
        responses,
        noncePrefix + responses,
        now.number(),
        now.snapshot().version(),
        typeVersion,
        List.copyOf(resources),
        new TreeSet<>(added),
        new TreeSet<>(changed),
        List.copyOf(removed));
  }
}
