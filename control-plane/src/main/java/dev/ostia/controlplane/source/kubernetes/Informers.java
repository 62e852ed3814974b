package dev.ostia.controlplane.source.kubernetes;

import dev.ostia.translator.config.Kind;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The informers of all kinds, looked after by one thread: starts those whose kind the API server
 * has, ends those whose kind it has no longer, and knows what hinders the others.
 */
final class Informers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("ostia");

  /** A watch ends now and then and begins again at once; only one that stays away is trouble. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final KubernetesClient client;
  private final List<String> namespaces;
  private final KindSink sink;
  private final List<WatchedKind> kinds = WatchedKind.all();
  private final Map<WatchedKind, List<KindInformer>> running = new LinkedHashMap<>();
  private final Set<Kind> absent = EnumSet.noneOf(Kind.class);
  private final Map<KindInformer, Long> idleSince = new HashMap<>();
  private boolean discoveryFailed;
  private boolean failedBefore;

  Informers(KubernetesClient client, List<String> namespaces, KindSink sink) {
    this.client = client;
    this.namespaces = namespaces.isEmpty() ? List.of("") : namespaces;
    this.sink = sink;
  }

  /** The kinds that the API server does not have, as far as is known. */
  Set<Kind> absent() {
    return absent;
  }

  /** Whether of every kind it is known whether it is there, and if so all its objects. */
  boolean isComplete() {
    return kinds.stream()
        .allMatch(
            kind ->
                running.containsKey(kind)
                    ? running.get(kind).stream().allMatch(this::isListedOrDispensable)
                    : absent.contains(kind.kind()));
  }

  /** Whether all changes are told as they happen, as far as is known. */
  boolean isFollowing() {
    return !discoveryFailed
        && running.values().stream()
            .flatMap(List::stream)
            .allMatch(informer -> informer.isWatching() || isDispensable(informer));
  }

  private boolean isListedOrDispensable(KindInformer informer) {
    return informer.isListed() || isDispensable(informer);
  }

  /**
   * Whether it is about the whole cluster while only namespaces are to be followed, and the right
   * is not there: all that is lost is the locality of endpoints.
   */
  private boolean isDispensable(KindInformer informer) {
    Throwable failure = informer.failure();
    return !namespaces.contains("")
        && !informer.kind().kind().namespaced()
        && failure != null
        && Trouble.of(informer.kind(), failure).isForbidden();
  }

  /**
   * Looks after all of them.
   *
   * @param discover whether to ask for kinds that were absent before
   * @return what hinders them
   */
  List<Trouble> check(boolean discover) {
    List<Trouble> troubles = new ArrayList<>();
    ServedVersions served = new ServedVersions(client);
    boolean again = discover || discoveryFailed;
    failedBefore = discoveryFailed;
    discoveryFailed = false;
    for (WatchedKind kind : kinds) {
      List<KindInformer> informers = running.get(kind);
      if (informers != null) {
        check(kind, informers, served, troubles);
      } else if (again || !absent.contains(kind.kind())) {
        discover(kind, served, troubles);
      }
      if (troubles.stream().anyMatch(trouble -> !trouble.isForbidden())) {
        // None of the others would get an answer either.
        break;
      }
    }
    return troubles;
  }

  private void discover(WatchedKind kind, ServedVersions served, List<Trouble> troubles) {
    try {
      Optional<String> version = served.of(kind);
      if (version.isPresent()) {
        start(kind, version.get());
      } else if (absent.add(kind.kind())) {
        LOG.info("{} are not installed in the cluster; followed as soon as they are", kind);
      }
    } catch (RuntimeException e) {
      discoveryFailed = true;
      // A single request may fail where a proxy has ended its connection.
      if (failedBefore) {
        troubles.add(Trouble.of(kind, e));
      }
    }
  }

  private void start(WatchedKind kind, String version) {
    if (absent.remove(kind.kind())) {
      LOG.info("{} are installed in the cluster now and followed", kind);
    }
    List<KindInformer> informers = new ArrayList<>();
    for (String namespace : kind.kind().namespaced() ? namespaces : List.of("")) {
      informers.add(new KindInformer(client, kind, version, namespace, sink));
    }
    running.put(kind, informers);
    informers.forEach(KindInformer::start);
  }

  private void check(
      WatchedKind kind,
      List<KindInformer> informers,
      ServedVersions served,
      List<Trouble> troubles) {
    for (KindInformer informer : informers) {
      if (informer.isWatching()) {
        idleSince.remove(informer);
      } else if (isIdleForLong(informer)) {
        Throwable failure = informer.probe();
        if (failure == null) {
          failure = informer.isListed() ? null : informer.failure();
        }
        if (isGone(kind, served)) {
          stop(kind);
          return;
        }
        note(informer, failure, troubles);
      }
    }
  }

  private boolean isIdleForLong(KindInformer informer) {
    long now = System.nanoTime();
    return now - idleSince.computeIfAbsent(informer, i -> now) >= PATIENCE.toNanos();
  }

  private void note(KindInformer informer, @Nullable Throwable failure, List<Trouble> troubles) {
    if (failure != null && !isDispensable(informer)) {
      troubles.add(Trouble.of(informer.kind(), failure));
    }
  }

  private static boolean isGone(WatchedKind kind, ServedVersions served) {
    try {
      return served.of(kind).isEmpty();
    } catch (RuntimeException e) {
      return false;
    }
  }

  private void stop(WatchedKind kind) {
    for (KindInformer informer : Objects.requireNonNull(running.remove(kind))) {
      informer.close();
      idleSince.remove(informer);
    }
    absent.add(kind.kind());
    LOG.info("{} are no longer installed in the cluster; followed as soon as they are", kind);
  }

  @Override
  public void close() {
    running.values().forEach(informers -> informers.forEach(KindInformer::close));
  }
}
