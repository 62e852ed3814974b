package dev.ostia.controlplane.source.kubernetes;

import dev.ostia.controlplane.source.SourceUpdate;
import dev.ostia.controlplane.source.decode.DecodedTree;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Kind;
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
 * All objects of an API server that are read, and what is wrong with them. One that is refused
 * leaves its last good version; one of which nothing changed that counts keeps its instance. Not
 * thread-safe.
 */
final class ClusterCatalog {

  private final Map<ObjectKey, ConfigObject<?>> objects = new HashMap<>();
  private final Map<ObjectKey, List<Diagnostic>> byObject = new HashMap<>();
  private List<Diagnostic> ofKinds = List.of();
  private @Nullable List<Diagnostic> sorted = List.of();

  private Map<ObjectKey, ConfigObject<?>> upserts = new LinkedHashMap<>();
  private final Set<ObjectKey> removals = new HashSet<>();
  private boolean changed = true;

  /**
   * The object is now this.
   *
   * @return whether that makes a difference, be it in what is to be said of it
   */
  boolean put(ObjectKey key, DecodedTree decoded) {
    boolean difference = false;
    if (!Objects.equals(
        decoded.diagnostics().isEmpty() ? null : decoded.diagnostics(), byObject.get(key))) {
      setDiagnostics(key, decoded.diagnostics());
      difference = true;
    }
    ConfigObject<?> object = decoded.object();
    if (object == null || same(object, objects.get(key))) {
      return difference;
    }
    objects.put(key, object);
    removals.remove(key);
    upserts.put(key, object);
    changed = true;
    return true;
  }

  private static boolean same(ConfigObject<?> one, @Nullable ConfigObject<?> other) {
    return other != null
        && one.created().equals(other.created())
        && one.resource().equals(other.resource());
  }

  /** The object is gone. */
  void remove(ObjectKey key) {
    if (byObject.containsKey(key)) {
      setDiagnostics(key, List.of());
    }
    if (objects.remove(key) != null) {
      upserts.remove(key);
      removals.add(key);
      changed = true;
    }
  }

  /** All objects of the kind are gone. */
  void removeAll(Kind kind) {
    Set<ObjectKey> keys = new HashSet<>(objects.keySet());
    keys.addAll(byObject.keySet());
    keys.stream().filter(key -> key.kind() == kind).forEach(this::remove);
  }

  /** What is to be said of whole kinds now. */
  void setDiagnostics(List<Diagnostic> diagnostics) {
    if (!diagnostics.equals(ofKinds)) {
      ofKinds = List.copyOf(diagnostics);
      sorted = null;
      changed = true;
    }
  }

  private void setDiagnostics(ObjectKey key, List<Diagnostic> diagnostics) {
    if (diagnostics.isEmpty()) {
      byObject.remove(key);
    } else {
      byObject.put(key, diagnostics);
    }
    sorted = null;
    changed = true;
  }

  /** What has changed since the last call; empty if nothing. */
  Optional<SourceUpdate> drain(String source) {
    if (!changed) {
      return Optional.empty();
    }
    changed = false;
    SourceUpdate update =
        new SourceUpdate(
            source, List.copyOf(upserts.values()), Set.copyOf(removals), diagnostics(), 0, true);
    upserts = new LinkedHashMap<>(); // Not cleared: it stays as large as it was.
    removals.clear();
    return Optional.of(update);
  }

  private List<Diagnostic> diagnostics() {
    List<Diagnostic> known = sorted;
    if (known == null) {
      List<Diagnostic> all = new ArrayList<>(ofKinds);
      byObject.values().forEach(all::addAll);
      all.sort(Diagnostic.ORDER);
      known = Collections.unmodifiableList(all);
      sorted = known;
    }
    return known;
  }
}
