package dev.ostia.controlplane.store;

import dev.ostia.controlplane.source.SourceUpdate;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.ObjectKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the store holds, on its one thread.
 *
 * <p>A source delivers an object again when its content or its place in the file changed. Both make
 * a new instance in the view, since derived diagnostics name the place; but only a change of
 * content is among the {@code changed} keys.
 */
final class StoreContent {

  /** One source: its objects and what it says about its input. */
  private static final class Part {
    final String name;
    final Map<ObjectKey, ConfigObject<?>> objects = new HashMap<>();
    List<Diagnostic> diagnostics = List.of();
    int passedOver;
    boolean synced;

    Part(String name) {
      this.name = name;
    }
  }

  private final Map<String, Part> parts = new LinkedHashMap<>();
  private Set<ObjectKey> touched = new HashSet<>();
  // What more than one source has.
  private final Set<ObjectKey> shared = new HashSet<>();
  private List<Diagnostic> meshDiagnostics = List.of();
  private MeshConfig mesh;
  private ConfigView view;
  private @Nullable StoreState published;

  StoreContent(MeshConfig mesh, List<String> sources) {
    this.mesh = mesh;
    this.view = ConfigView.empty(mesh);
    sources.forEach(name -> parts.put(name, new Part(name)));
  }

  void apply(SourceUpdate update) {
    Part part = Objects.requireNonNull(parts.get(update.source()), update.source());
    for (ObjectKey key : update.removals()) {
      part.objects.remove(key);
      touch(key);
    }
    for (ConfigObject<?> object : update.upserts()) {
      part.objects.put(object.key(), object);
      touch(object.key());
    }
    part.diagnostics = update.diagnostics();
    part.passedOver = update.passedOver();
    part.synced |= update.synced();
  }

  private void touch(ObjectKey key) {
    touched.add(key);
    if (parts.size() > 1 && holders(key).size() > 1) {
      shared.add(key);
    } else {
      shared.remove(key);
    }
  }

  /** The sources that have an object; the first one's counts. */
  private List<Part> holders(ObjectKey key) {
    return parts.values().stream().filter(part -> part.objects.containsKey(key)).toList();
  }

  void applyMesh(@Nullable MeshConfig newMesh, List<Diagnostic> diagnostics) {
    if (newMesh != null) {
      mesh = newMesh;
    }
    meshDiagnostics = diagnostics;
  }

  /** The next state, if there is something to tell. */
  Optional<StoreState> publish(long receivedNanos) {
    if (!parts.values().stream().allMatch(part -> part.synced)) {
      return Optional.empty();
    }
    ConfigView next = nextView();
    StoreState state =
        new StoreState(next, changed(next), diagnostics(), passedOver(), receivedNanos);
    touched = new HashSet<>(); // Not cleared: it stays as large as it was.
    view = next;
    if (published != null
        && published.view() == state.view()
        && published.passedOver() == state.passedOver()
        && published.diagnostics().equals(state.diagnostics())) {
      return Optional.empty();
    }
    published = state;
    return Optional.of(state);
  }

  private ConfigView nextView() {
    List<ConfigObject<?>> upserts = new ArrayList<>();
    List<ObjectKey> removals = new ArrayList<>();
    for (ObjectKey key : touched) {
      ConfigObject<?> before = view.get(key).orElse(null);
      ConfigObject<?> after = first(key);
      if (after != null && !after.equals(before)) {
        upserts.add(after);
      } else if (after == null && before != null) {
        removals.add(key);
      }
    }
    ConfigView next = upserts.isEmpty() && removals.isEmpty() ? view : view.with(upserts, removals);
    return next.mesh().equals(mesh) ? next : next.withMesh(mesh);
  }

  private @Nullable ConfigObject<?> first(ObjectKey key) {
    for (Part part : parts.values()) {
      ConfigObject<?> object = part.objects.get(key);
      if (object != null) {
        return object;
      }
    }
    return null;
  }

  private Set<ObjectKey> changed(ConfigView next) {
    Set<ObjectKey> changed = new HashSet<>();
    for (ObjectKey key : touched) {
      ConfigObject<?> before = view.get(key).orElse(null);
      ConfigObject<?> after = next.get(key).orElse(null);
      if (!sameContent(before, after)) {
        changed.add(key);
      }
    }
    return Collections.unmodifiableSet(changed);
  }

  private static boolean sameContent(
      @Nullable ConfigObject<?> one, @Nullable ConfigObject<?> other) {
    if (one == null || other == null) {
      return Objects.equals(one, other);
    }
    return one.equals(other)
        || (one.created().equals(other.created()) && one.resource().equals(other.resource()));
  }

  private List<Diagnostic> diagnostics() {
    List<Diagnostic> all = new ArrayList<>(meshDiagnostics);
    parts.values().forEach(part -> all.addAll(part.diagnostics));
    all.addAll(conflicts());
    all.sort(Diagnostic.ORDER);
    return Collections.unmodifiableList(all);
  }

  /** Objects that more than one source has. */
  private List<Diagnostic> conflicts() {
    List<Diagnostic> conflicts = new ArrayList<>();
    for (ObjectKey key : shared) {
      List<Part> holders = holders(key);
      for (Part part : holders.subList(1, holders.size())) {
        conflicts.add(
            Diagnostic.of(
                DiagnosticCode.DUPLICATE_OBJECT,
                Objects.requireNonNull(part.objects.get(key)),
                "",
                "the object is in %s as well, and that one counts"
                    .formatted(holders.getFirst().name),
                "Remove one of them"));
      }
    }
    return conflicts;
  }

  private int passedOver() {
    return parts.values().stream().mapToInt(part -> part.passedOver).sum();
  }
}
