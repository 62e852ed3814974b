package dev.ostia.controlplane.group;

import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.controlplane.store.StoreListener;
import dev.ostia.controlplane.store.StoreState;
import dev.ostia.controlplane.xds.SnapshotSource;
import dev.ostia.translator.Translation;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.RouteLayout;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Translates every state of the store once per group of equal proxies and gives the result to their
 * streams. Groups that nobody follows come later, so that nobody waits for them. All of it happens
 * on one thread of its own: neither the store nor a stream waits for a translation, and of several
 * states that came meanwhile only the newest is translated.
 */
public final class ProxyGroups implements SnapshotSource, StoreListener, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ProxyGroups.class);

  /** How long a group without proxies is kept, so that a proxy that restarts finds it warm. */
  private static final Duration KEEP_IDLE = Duration.ofMinutes(2);

  /** How long a group without proxies may be behind: what is said of objects counts them in. */
  private static final Duration BEHIND = Duration.ofSeconds(1);

  /** How often it is asked whether a certificate has begun or ended to be valid. */
  private static final Duration RENEWAL = Duration.ofSeconds(10);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("ostia-translate").daemon().factory());
  private final Function<Proxy, Function<ConfigView, Translation>> translators;
  private final GroupListener listener;
  private final boolean secretsAllowed;
  private final RouteLayout layout;
  private final AtomicReference<@Nullable StoreState> waiting = new AtomicReference<>();
  private final Map<Proxy, ProxyGroup> groups = new LinkedHashMap<>();
  private final AtomicInteger queued = new AtomicInteger();
  private volatile Map<Proxy, GroupUpdate> newest = Map.of();
  private @Nullable StoreState current;

  /**
   * Groups that translate with the real translator.
   *
   * @param secretsAllowed whether the streams are such that Secrets may be sent over them
   * @param layout how the routes of all proxies are laid out
   */
  public ProxyGroups(GroupListener listener, boolean secretsAllowed, RouteLayout layout) {
    this(listener, secretsAllowed, layout, ProxyGroup::translatorFor);
  }

  /** The same with the leanest layout. */
  public ProxyGroups(GroupListener listener, boolean secretsAllowed) {
    this(listener, secretsAllowed, ProxyGroup::translatorFor);
  }

  ProxyGroups(
      GroupListener listener,
      boolean secretsAllowed,
      Function<Proxy, Function<ConfigView, Translation>> translators) {
    this(listener, secretsAllowed, RouteLayout.LEAN, translators);
  }

  private ProxyGroups(
      GroupListener listener,
      boolean secretsAllowed,
      RouteLayout layout,
      Function<Proxy, Function<ConfigView, Translation>> translators) {
    this.layout = layout;
    this.listener = listener;
    this.secretsAllowed = secretsAllowed;
    this.translators = translators;
    long period = KEEP_IDLE.toSeconds();
    var _ = thread.scheduleWithFixedDelay(this::dropIdle, period, period, TimeUnit.SECONDS);
    long behind = BEHIND.toMillis();
    var _ =
        thread.scheduleWithFixedDelay(
            () -> guarded(this::catchUp), behind, behind, TimeUnit.MILLISECONDS);
    long renewal = RENEWAL.toSeconds();
    var _ =
        thread.scheduleWithFixedDelay(
            () -> renew(Instant.now()), renewal, renewal, TimeUnit.SECONDS);
  }

  /** How many tasks wait for the thread of the groups. */
  public int queued() {
    return queued.get();
  }

  /** The newest result of each group, for status pages. */
  public Collection<GroupUpdate> newest() {
    return newest.values();
  }

  @Override
  public void onPublish(StoreState state) {
    StoreState before = waiting.getAndAccumulate(state, ProxyGroups::merged);
    if (before == null) {
      run(this::translateAll);
    }
  }

  /** The later state, with the changes of both. */
  private static @Nullable StoreState merged(
      @Nullable StoreState earlier, @Nullable StoreState later) {
    if (earlier == null || later == null) {
      return later;
    }
    Set<ObjectKey> changed = new HashSet<>(earlier.changed());
    changed.addAll(later.changed());
    return new StoreState(
        later.view(),
        Set.copyOf(changed),
        later.diagnostics(),
        later.passedOver(),
        Math.min(earlier.receivedNanos(), later.receivedNanos()));
  }

  @Override
  public AutoCloseable follow(Node node, Consumer<Snapshot> follower) {
    Proxy described =
        NodeProxies.proxyOf(node)
            .with(NodeProxies.canShard(node) ? layout : layout.withoutShards());
    Proxy proxy = secretsAllowed ? described : described.withoutSecrets();
    String nodeId = node.getId();
    run(() -> join(proxy, nodeId, follower));
    AtomicBoolean closed = new AtomicBoolean();
    return () -> {
      if (closed.compareAndSet(false, true)) {
        run(() -> leave(proxy, nodeId, follower));
      }
    };
  }

  private void join(Proxy proxy, String nodeId, Consumer<Snapshot> follower) {
    ProxyGroup group = groups.computeIfAbsent(proxy, key -> new ProxyGroup(key, translators));
    listener.onJoin(nodeId, proxy);
    StoreState state = current;
    if (state == null || !group.behind(state, Instant.now())) {
      group.add(follower);
      return;
    }
    StoreState unchanged = unchanged(state);
    GroupUpdate update = group.update(unchanged);
    group.add(follower);
    report(unchanged, List.of(update));
  }

  private static StoreState unchanged(StoreState state) {
    return new StoreState(
        state.view(), Set.of(), state.diagnostics(), state.passedOver(), System.nanoTime());
  }

  /**
   * Translates again for the groups whose translation was right only until now. The translation
   * itself has no clock: see {@link Translation#validUntil}.
   */
  void renew(Instant now) {
    run(() -> renewOutlived(now));
  }

  private void renewOutlived(Instant now) {
    StoreState state = current;
    if (state != null) {
      refresh(state, group -> group.outlived(now));
    }
  }

  /** Translates the same state for some groups. */
  private void refresh(StoreState state, Predicate<ProxyGroup> which) {
    StoreState unchanged = unchanged(state);
    List<GroupUpdate> updates = new ArrayList<>();
    groups.values().stream().filter(which).forEach(group -> updates.add(group.update(unchanged)));
    if (!updates.isEmpty()) {
      report(unchanged, updates);
    }
  }

  private void leave(Proxy proxy, String nodeId, Consumer<Snapshot> follower) {
    ProxyGroup group = groups.get(proxy);
    if (group != null) {
      group.remove(follower, System.nanoTime());
    }
    listener.onLeave(nodeId, proxy);
  }

  private void translateAll() {
    StoreState state = waiting.getAndSet(null);
    if (state == null) {
      return;
    }
    current = state;
    List<GroupUpdate> updates = new ArrayList<>();
    groups.values().stream()
        .filter(ProxyGroup::followed)
        .forEach(group -> updates.add(group.update(state)));
    report(state, updates);
  }

  /** Translates for the groups that nobody follows. */
  private void catchUp() {
    StoreState state = current;
    if (state != null) {
      Instant now = Instant.now();
      refresh(state, group -> !group.followed() && group.behind(state, now));
    }
  }

  private void report(StoreState state, List<GroupUpdate> updates) {
    Map<Proxy, GroupUpdate> next = new LinkedHashMap<>(newest);
    updates.forEach(update -> next.put(update.proxy(), update));
    newest = next;
    listener.onRound(state, updates);
  }

  private void dropIdle() {
    long now = System.nanoTime();
    if (groups.values().removeIf(group -> group.idle(now, KEEP_IDLE.toNanos()))) {
      Map<Proxy, GroupUpdate> next = new LinkedHashMap<>(newest);
      next.keySet().retainAll(groups.keySet());
      newest = next;
    }
  }

  private void run(Runnable task) {
    try {
      queued.incrementAndGet();
      thread.execute(
          () -> {
            queued.decrementAndGet();
            guarded(task);
          });
    } catch (RejectedExecutionException e) {
      queued.decrementAndGet();
      // Closed: whoever still calls is about to be closed as well.
    }
  }

  /** An executor would swallow what a task throws. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException fault) {
      log.error("fault of Ostia while publishing: {}", fault.toString());
      log.debug("where it failed", fault);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
