package dev.ostia.controlplane.report;

import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.controlplane.store.StoreState;
import dev.ostia.translator.Translation;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the reports are made from. One thread at a time. */
final class ReportState {

  /** A proxy that has not answered for so long gets a line of its own. */
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private static final String NOBODY = "taken, no gateway is connected";
  private static final int MOST_DIAGNOSTICS = 50;

  private final ReportSink sink;
  private final AckTable acks = new AckTable();
  private final DiagnosticsReport diagnostics = new DiagnosticsReport();
  private final List<PendingChange> pending = new ArrayList<>();
  private final Map<String, Proxy> nodes = new LinkedHashMap<>();
  private final Map<Proxy, Translation> translations = new HashMap<>();
  private @Nullable StoreState store;

  ReportState(ReportSink sink) {
    this.sink = sink;
  }

  void join(String nodeId, Proxy proxy) {
    nodes.put(nodeId, proxy);
  }

  void leave(String nodeId, Proxy proxy) {
    if (nodes.remove(nodeId, proxy)) {
      acks.forget(nodeId);
      pending.forEach(change -> change.forget(nodeId));
      flush();
    }
    if (!nodes.containsValue(proxy)) {
      translations.remove(proxy);
    }
  }

  void round(StoreState state, List<GroupUpdate> updates) {
    boolean first = store == null;
    store = state;
    updates.forEach(update -> translations.put(update.proxy(), update.after()));
    tellDiagnostics(state);
    boolean any = false;
    for (GroupUpdate update : updates) {
      any |= roundOf(state, update);
    }
    if (!first && !any && !state.changed().isEmpty()) {
      sink.info(Names.changed(state) + ": " + (nodes.isEmpty() ? NOBODY : noEffect(updates)));
    }
    flush();
  }

  private String noEffect(List<GroupUpdate> updates) {
    List<String> names = new ArrayList<>();
    updates.forEach(update -> nodesOf(update.proxy()).forEach(id -> names.add(Names.gateway(id))));
    return "no effect on " + Names.list(names);
  }

  /** Whether the group's proxies notice anything of this round. */
  private boolean roundOf(StoreState state, GroupUpdate update) {
    long sequence = acks.published(update.proxy(), update.snapshot().version());
    List<String> members = nodesOf(update.proxy());
    if (update.first()) {
      members.forEach(id -> sink.info(FirstConfiguration.line(id, update)));
      return true;
    }
    Effect effect = TranslationDiff.of(update);
    if (effect.isEmpty()) {
      return false;
    }
    if (effect.awaited().isEmpty()) {
      sink.info(subject(state) + ": " + effect);
      return true;
    }
    pending.add(new PendingChange(state, update, effect, sequence, members));
    return true;
  }

  private static String subject(StoreState state) {
    return state.changed().isEmpty() ? "mesh configuration" : Names.changed(state);
  }

  private List<String> nodesOf(Proxy proxy) {
    List<String> ids = new ArrayList<>();
    nodes.forEach(
        (id, member) -> {
          if (member.equals(proxy)) {
            ids.add(id);
          }
        });
    return ids;
  }

  void ack(String nodeId, String typeUrl, String version, long nanos) {
    acks.acked(nodeId, typeUrl, version, nanos);
    flush();
  }

  void settled(String nodeId, String version, long nanos) {
    acks.settled(nodeId, version, nanos);
    flush();
  }

  void nackCleared(String nodeId, String typeUrl) {
    sink.info(
        Names.gateway(nodeId)
            + " refuses no "
            + Names.noun(typeUrl)
            + " any more: what it had refused has changed or is no longer asked for");
  }

  /** Tells what has come into effect everywhere by now. */
  private void flush() {
    for (PendingChange change : List.copyOf(pending)) {
      for (String nodeId : change.waiting()) {
        Long nanos = acks.inEffect(nodeId, change);
        if (nanos != null) {
          change.ackedBy(nodeId, nanos);
        }
      }
      if (change.done()) {
        pending.remove(change);
        if (change.ackedByAny()) {
          sink.info(subject(change.state) + ": " + change.effect + ", " + change.ackedText());
        }
      }
    }
  }

  void nack(String nodeId, String typeUrl, Set<String> names, String error) {
    Proxy proxy = nodes.get(nodeId);
    Set<ObjectKey> suspects = new HashSet<>();
    for (PendingChange change : pending) {
      if (change.update.proxy().equals(proxy) && change.effect.awaited().contains(typeUrl)) {
        suspects.addAll(change.state.changed());
        change.forget(nodeId);
      }
    }
    StoreState state = store;
    if (state != null && proxy != null) {
      Translation translation =
          translations.getOrDefault(proxy, new Translation(Map.of(), Map.of(), List.of()));
      sink.warn(
          NackReport.line(nodeId, typeUrl, names, error, translation, state.view(), suspects));
    }
    flush();
  }

  void expire(long now) {
    for (PendingChange change : List.copyOf(pending)) {
      if (now - change.update.publishedNanos() > PATIENCE_NANOS) {
        pending.remove(change);
        List<String> silent = change.waiting().stream().map(Names::gateway).sorted().toList();
        sink.info(
            subject(change.state)
                + ": "
                + change.effect
                + ", sent, but "
                + Names.list(silent)
                + " has not answered for 10 s");
      }
    }
  }

  private void tellDiagnostics(StoreState state) {
    List<Diagnostic> all = new ArrayList<>(state.diagnostics());
    translations.values().forEach(translation -> all.addAll(translation.diagnostics()));
    DiagnosticsReport.News news = diagnostics.update(all);
    news.appeared().stream()
        .limit(MOST_DIAGNOSTICS)
        .forEach(diagnostic -> sink.diagnostic(diagnostic.severity(), diagnostic.toString()));
    int more = news.appeared().size() - MOST_DIAGNOSTICS;
    if (more > 0) {
      sink.warn(more + " more diagnostics: see /debug/diagnostics of the admin port");
    }
    news.gone().stream()
        .limit(MOST_DIAGNOSTICS)
        .forEach(diagnostic -> sink.info("resolved: " + diagnostic));
  }
}
