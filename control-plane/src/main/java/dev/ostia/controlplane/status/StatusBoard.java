package dev.ostia.controlplane.status;

import dev.ostia.controlplane.group.GroupListener;
import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.controlplane.store.StoreState;
import dev.ostia.controlplane.xds.XdsListener;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Knows of every object what is to be said of it, and of which that has changed. */
final class StatusBoard implements GroupListener, XdsListener {

  /** The kinds that have a status. */
  static final Set<Kind> KINDS =
      Set.of(Kind.GATEWAY, Kind.VIRTUAL_SERVICE, Kind.DESTINATION_RULE, Kind.SERVICE_ENTRY);

  /** A refusal of one proxy. */
  private record Refusal(String nodeId, String typeUrl) {}

  private final Supplier<Collection<GroupUpdate>> groups;
  private final Set<ObjectKey> changed = new LinkedHashSet<>();
  private final Map<Refusal, Map<ObjectKey, String>> nacks = new HashMap<>();
  private Map<ObjectKey, List<Diagnostic>> ofInput = Map.of();
  private Map<ObjectKey, List<Diagnostic>> ofTranslation = Map.of();
  private Set<ObjectKey> newest = Set.of();
  private @Nullable StoreState state;

  /**
   * Makes an empty board.
   *
   * @param groups the newest result of each group of proxies
   */
  StatusBoard(Supplier<Collection<GroupUpdate>> groups) {
    this.groups = groups;
  }

  @Override
  public void onRound(StoreState now, List<GroupUpdate> updates) {
    List<Diagnostic> translated = new ArrayList<>();
    groups.get().forEach(update -> translated.addAll(update.after().diagnostics()));
    Map<ObjectKey, List<Diagnostic>> input = byObject(now.diagnostics());
    Map<ObjectKey, List<Diagnostic>> translation = byObject(translated);
    synchronized (this) {
      noteDifferences(ofInput, input);
      noteDifferences(ofTranslation, translation);
      ofInput = input;
      ofTranslation = translation;
      if (!now.changed().isEmpty()) {
        newest = now.changed();
      }
      state = now;
      now.changed().forEach(this::note);
      notifyAll();
    }
  }

  private static Map<ObjectKey, List<Diagnostic>> byObject(List<Diagnostic> diagnostics) {
    Map<ObjectKey, List<Diagnostic>> byObject = new HashMap<>();
    for (Diagnostic one : diagnostics) {
      ObjectKey key = one.object();
      if (key != null && KINDS.contains(key.kind())) {
        byObject.computeIfAbsent(key, k -> new ArrayList<>()).add(one);
      }
    }
    return byObject;
  }

  private void noteDifferences(
      Map<ObjectKey, List<Diagnostic>> before, Map<ObjectKey, List<Diagnostic>> after) {
    Set<ObjectKey> keys = new HashSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (ObjectKey key : keys) {
      if (!before.getOrDefault(key, List.of()).equals(after.getOrDefault(key, List.of()))) {
        note(key);
      }
    }
  }

  private void note(ObjectKey key) {
    if (KINDS.contains(key.kind())) {
      changed.add(key);
    }
  }

  @Override
  public void onNack(
      long streamId, String nodeId, String typeUrl, Set<String> names, String error) {
    Set<ObjectKey> origins = new HashSet<>();
    ResourceType type =
        Arrays.stream(ResourceType.values())
            .filter(candidate -> candidate.typeUrl().equals(typeUrl))
            .findFirst()
            .orElse(null);
    if (type != null) {
      boolean named = names.stream().anyMatch(error::contains);
      for (GroupUpdate update : groups.get()) {
        names.stream()
            .filter(name -> !named || error.contains(name))
            .forEach(name -> origins.addAll(update.after().origins(type, name)));
      }
    }
    synchronized (this) {
      Set<ObjectKey> suspects = new HashSet<>(origins);
      suspects.retainAll(newest);
      Map<ObjectKey, String> atFault =
          nacks.computeIfAbsent(new Refusal(nodeId, typeUrl), r -> new HashMap<>());
      for (ObjectKey key : suspects.isEmpty() ? origins : suspects) {
        atFault.put(key, "Envoy refuses what was made of it: " + error.strip());
        note(key);
      }
      notifyAll();
    }
  }

  @Override
  public synchronized void onNackCleared(long streamId, String nodeId, String typeUrl) {
    Map<ObjectKey, String> cleared = nacks.remove(new Refusal(nodeId, typeUrl));
    if (cleared != null) {
      cleared.keySet().forEach(this::note);
      notifyAll();
    }
  }

  /** What is to be said of an object now. */
  synchronized ObjectStatus status(ObjectKey key) {
    String nack =
        nacks.values().stream()
            .filter(refused -> refused.containsKey(key))
            .map(refused -> refused.get(key))
            .findFirst()
            .orElse(null);
    return ObjectStatus.of(
        ofInput.getOrDefault(key, List.of()), ofTranslation.getOrDefault(key, List.of()), nack);
  }

  /** Marks all objects: whoever wrote before may not have come to the end. */
  synchronized void changeAll() {
    ofInput.keySet().forEach(this::note);
    StoreState now = state;
    if (now != null) {
      for (Kind kind : KINDS) {
        now.view().kind(kind).keySet().forEach(this::note);
      }
    }
    notifyAll();
  }

  /** Marks an object that could not be written, or whose status is of an older generation. */
  synchronized void changeAgain(ObjectKey key) {
    note(key);
    notifyAll();
  }

  /** Waits for an object of which something else is to be said than before. */
  synchronized ObjectKey take() throws InterruptedException {
    while (changed.isEmpty()) {
      wait();
    }
    ObjectKey key = changed.iterator().next();
    changed.remove(key);
    return key;
  }
}
