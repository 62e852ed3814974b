package dev.ostia.controlplane.group;

import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.controlplane.snapshot.SnapshotBuilder;
import dev.ostia.controlplane.store.StoreState;
import dev.ostia.translator.Translation;
import dev.ostia.translator.Translator;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All proxies that are equal, and what they are given. Lives on the translation thread. */
final class ProxyGroup {

  private static final Logger log = LoggerFactory.getLogger(ProxyGroup.class);
  private static final Translation NOTHING = new Translation(Map.of(), Map.of(), List.of());

  private final Proxy proxy;
  private final Function<Proxy, Function<ConfigView, Translation>> translators;
  private final SnapshotBuilder builder = new SnapshotBuilder();
  private final Set<Consumer<Snapshot>> followers = new LinkedHashSet<>();

  private Function<ConfigView, Translation> translator;
  private Translation translation = NOTHING;
  private @Nullable Snapshot snapshot;
  private @Nullable ConfigView translated;
  private long emptySince;

  ProxyGroup(Proxy proxy, Function<Proxy, Function<ConfigView, Translation>> translators) {
    this.proxy = proxy;
    this.translators = translators;
    this.translator = translators.apply(proxy);
  }

  /** The translator as it is used in earnest. */
  static Function<ConfigView, Translation> translatorFor(Proxy proxy) {
    Translator translator = new Translator(proxy);
    return view -> translator.translate(view.at(Instant.now()));
  }

  Proxy proxy() {
    return proxy;
  }

  /** The newest translation, with what went wrong in it. */
  Translation translation() {
    return translation;
  }

  @Nullable Snapshot snapshot() {
    return snapshot;
  }

  void add(Consumer<Snapshot> follower) {
    followers.add(follower);
    if (snapshot != null) {
      give(follower, snapshot);
    }
  }

  /** One stream that fails must not keep the others from getting theirs. */
  private static void give(Consumer<Snapshot> follower, Snapshot snapshot) {
    try {
      follower.accept(snapshot);
    } catch (RuntimeException fault) {
      log.error("a stream could not take its configuration: {}", fault.toString());
      log.debug("where it failed", fault);
    }
  }

  void remove(Consumer<Snapshot> follower, long nowNanos) {
    followers.remove(follower);
    emptySince = nowNanos;
  }

  boolean idle(long nowNanos, long afterNanos) {
    return followers.isEmpty() && nowNanos - emptySince >= afterNanos;
  }

  /** Whether a certificate has begun or ended to be valid since the last translation. */
  boolean outlived(Instant now) {
    return !now.isBefore(translation.validUntil());
  }

  /** Whether anybody is there to be given anything. */
  boolean followed() {
    return !followers.isEmpty();
  }

  /** Whether another state was translated last, or none, or this one is right no longer. */
  @SuppressWarnings("ReferenceEquality") // each state has a view of its own
  boolean behind(StoreState state, Instant now) {
    return translated != state.view() || outlived(now);
  }

  /** Translates the state and gives the result to all followers if it differs. */
  GroupUpdate update(StoreState state) {
    translated = state.view();
    Translation before = translation;
    String oldVersion = snapshot == null ? "" : snapshot.version();
    boolean first = oldVersion.isEmpty() || !followed();
    long start = System.nanoTime();
    long made = start;
    try {
      Translation next = translator.apply(state.view());
      made = System.nanoTime();
      snapshot = builder.build(next);
      translation = next;
    } catch (RuntimeException | StackOverflowError fault) {
      keepLastGood(state, fault);
    }
    long packed = System.nanoTime();
    Snapshot now = snapshot;
    if (now != null && !now.version().equals(oldVersion)) {
      followers.forEach(follower -> give(follower, now));
    }
    return new GroupUpdate(
        proxy,
        before,
        translation,
        now == null ? new Snapshot("", Map.of()) : now,
        packed,
        first,
        made - start,
        packed - made);
  }

  /** What the translator remembers may be half done, so a new one takes its place. */
  private void keepLastGood(StoreState state, Throwable fault) {
    translator = translators.apply(proxy);
    Diagnostic diagnostic = internal(state, fault);
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (Diagnostic known : translation.diagnostics()) {
      if (known.code() != DiagnosticCode.INTERNAL) {
        diagnostics.add(known);
      }
    }
    diagnostics.add(diagnostic);
    diagnostics.sort(Diagnostic.ORDER);
    translation = translation.withDiagnostics(diagnostics);
    log.debug("translation failed", fault);
  }

  private Diagnostic internal(StoreState state, Throwable fault) {
    String after =
        state.changed().size() == 1
            ? " after a change of " + state.changed().iterator().next()
            : "";
    return new Diagnostic(
        DiagnosticCode.INTERNAL,
        DiagnosticCode.INTERNAL.severity(),
        null,
        "",
        "the configuration of gateways with labels "
            + proxy.labels()
            + " in namespace "
            + proxy.namespace()
            + " could not be made"
            + after
            + " ("
            + fault
            + "); they keep the last good one",
        "This is a fault of Ostia: please report it with the object, and undo the change meanwhile",
        null);
  }
}
