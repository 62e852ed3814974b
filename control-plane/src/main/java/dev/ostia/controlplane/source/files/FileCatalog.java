package dev.ostia.controlplane.source.files;

import dev.ostia.controlplane.source.SourceUpdate;
import dev.ostia.controlplane.source.decode.DecodedFile;
import dev.ostia.controlplane.source.decode.Definition;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.ObjectKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All files of a source and the objects that follow from them. Work is proportional to the file
 * that changes. Not thread-safe.
 *
 * <p>For each object the first good definition in file order (path, then place in the file) counts.
 * A definition that is refused leaves the object as it was last, if that version came from the same
 * file or if no other file defines it.
 *
 * <p>An object whose fields have only moved in their file is delivered as a new instance: what is
 * derived from it (diagnostics, provenance) holds line numbers and must be derived again. One that
 * has neither changed nor moved keeps its instance.
 */
final class FileCatalog {

  /** What is known of a file: what it defines, kept definitions of earlier versions included. */
  private record Entry(List<Definition> definitions, int passedOver) {}

  /** A definition and the file that holds it. */
  private record Owner(String file, Definition definition) {
    boolean isGood() {
      return definition.object() != null;
    }
  }

  private final Map<String, Entry> files = new HashMap<>();
  private final Map<ObjectKey, List<Owner>> owners = new HashMap<>();
  private final Map<ObjectKey, Owner> effective = new HashMap<>();

  private final Map<String, List<Diagnostic>> fileDiagnostics = new TreeMap<>();
  private final Map<ObjectKey, List<Diagnostic>> conflicts = new HashMap<>();
  private int passedOver;

  private Map<ObjectKey, ConfigObject<?>> upserts = new LinkedHashMap<>();
  private final Set<ObjectKey> removals = new HashSet<>();

  /** Takes the present content of a file, named as in messages. */
  void put(String file, DecodedFile decoded) {
    Entry before = files.get(file);
    Entry entry = new Entry(definitions(before, decoded), passedOver(before, decoded));
    if (decoded.diagnostics().isEmpty()) {
      fileDiagnostics.remove(file);
    } else {
      fileDiagnostics.put(file, decoded.diagnostics());
    }
    replace(file, before, entry);
  }

  /** The file is gone. */
  void remove(String file) {
    fileDiagnostics.remove(file);
    replace(file, files.get(file), null);
  }

  /**
   * Whether this content takes away an object that the file defines now, or has errors where it had
   * none. A file that is only half written does one or the other.
   */
  boolean wouldWorsen(String file, DecodedFile decoded) {
    if (hasErrors(decoded.diagnostics())) {
      return !hasErrors(fileDiagnostics.getOrDefault(file, List.of()));
    }
    Entry before = files.get(file);
    Set<ObjectKey> now = keys(decoded.definitions());
    return before != null && before.definitions().stream().anyMatch(d -> !now.contains(d.key()));
  }

  /** Whether other files define all that this one does. */
  boolean isReplaced(String file) {
    Entry entry = files.get(file);
    return entry != null
        && entry.definitions().stream()
            .allMatch(
                d ->
                    owners.getOrDefault(d.key(), List.of()).stream()
                        .anyMatch(owner -> owner.isGood() && !owner.file().equals(file)));
  }

  private static boolean hasErrors(List<Diagnostic> diagnostics) {
    return diagnostics.stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
  }

  private static List<Definition> definitions(@Nullable Entry before, DecodedFile decoded) {
    if (before == null || decoded.state() == DecodedFile.State.COMPLETE) {
      return decoded.definitions();
    }
    Set<ObjectKey> named = keys(decoded.definitions());
    List<Definition> all = new ArrayList<>(decoded.definitions());
    before.definitions().stream().filter(d -> !named.contains(d.key())).forEach(all::add);
    return all;
  }

  private static int passedOver(@Nullable Entry before, DecodedFile decoded) {
    return before != null && decoded.state() == DecodedFile.State.UNREADABLE
        ? before.passedOver()
        : decoded.passedOver();
  }

  private static Set<ObjectKey> keys(Collection<Definition> definitions) {
    Set<ObjectKey> keys = new HashSet<>();
    definitions.forEach(definition -> keys.add(definition.key()));
    return keys;
  }

  private void replace(String file, @Nullable Entry before, @Nullable Entry after) {
    Set<ObjectKey> affected = new HashSet<>();
    if (before != null) {
      passedOver -= before.passedOver();
      files.remove(file);
      for (ObjectKey key : keys(before.definitions())) {
        affected.add(key);
        owners.computeIfPresent(key, (k, list) -> without(file, list));
      }
    }
    if (after != null) {
      passedOver += after.passedOver();
      files.put(file, after);
      Map<ObjectKey, List<Owner>> own = new LinkedHashMap<>();
      for (Definition d : after.definitions()) {
        own.computeIfAbsent(d.key(), k -> new ArrayList<>(1)).add(new Owner(file, d));
      }
      own.forEach((key, added) -> owners.merge(key, added, FileCatalog::inFileOrder));
      affected.addAll(own.keySet());
    }
    affected.forEach(this::resolve);
  }

  private static @Nullable List<Owner> without(String file, List<Owner> list) {
    List<Owner> rest = list.stream().filter(owner -> !owner.file().equals(file)).toList();
    return rest.isEmpty() ? null : rest;
  }

  private static List<Owner> inFileOrder(List<Owner> some, List<Owner> others) {
    List<Owner> all = new ArrayList<>(some);
    all.addAll(others);
    // Stable: the definitions of one file stay in their order.
    all.sort(Comparator.comparing(Owner::file));
    return all;
  }

  /** Decides which definition of an object counts. */
  private void resolve(ObjectKey key) {
    List<Owner> candidates = owners.getOrDefault(key, List.of());
    Owner last = effective.get(key);
    Owner winner = winner(candidates, last);
    reportConflicts(key, candidates, winner);
    if (winner == null) {
      if (effective.remove(key) != null) {
        upserts.remove(key);
        removals.add(key);
      }
      return;
    }
    ConfigObject<?> object = Objects.requireNonNull(winner.definition().object());
    ConfigObject<?> lastObject = last == null ? null : last.definition().object();
    if (lastObject != null && same(lastObject, object)) {
      Definition kept = new Definition(key, winner.definition().where(), lastObject);
      effective.put(key, new Owner(winner.file(), kept));
      return;
    }
    effective.put(key, winner);
    removals.remove(key);
    upserts.put(key, object);
  }

  private static @Nullable Owner winner(List<Owner> candidates, @Nullable Owner last) {
    for (Owner candidate : candidates) {
      if (candidate.isGood()) {
        return candidate;
      }
      String file = candidate.file();
      if (last != null
          && last.file().equals(file)
          && candidates.stream().noneMatch(c -> c.file().equals(file) && c.isGood())) {
        return last;
      }
    }
    return candidates.isEmpty() ? null : last;
  }

  private static boolean same(ConfigObject<?> one, ConfigObject<?> other) {
    return one.equals(other)
        || (Objects.equals(one.positions(), other.positions())
            && one.created().equals(other.created())
            && one.resource().equals(other.resource()));
  }

  private void reportConflicts(ObjectKey key, List<Owner> candidates, @Nullable Owner winner) {
    if (candidates.size() < 2) {
      conflicts.remove(key);
      return;
    }
    Owner counts = winner == null || !candidates.contains(winner) ? candidates.getFirst() : winner;
    conflicts.put(
        key,
        candidates.stream()
            .filter(owner -> !owner.equals(counts))
            .map(owner -> conflict(key, owner, counts))
            .toList());
  }

  private static Diagnostic conflict(ObjectKey key, Owner loser, Owner winner) {
    return new Diagnostic(
        DiagnosticCode.DUPLICATE_OBJECT,
        Diagnostic.Severity.ERROR,
        key,
        "",
        "the object is defined twice; the definition at %s counts, this one does not"
            .formatted(winner.definition().where()),
        "Remove one of them",
        loser.definition().where());
  }

  /** All that is wrong now, sorted. */
  List<Diagnostic> diagnostics() {
    List<Diagnostic> all = new ArrayList<>();
    fileDiagnostics.values().forEach(all::addAll);
    conflicts.values().forEach(all::addAll);
    all.sort(Diagnostic.ORDER);
    return Collections.unmodifiableList(all);
  }

  /** How many objects of other kinds there are now. */
  int passedOver() {
    return passedOver;
  }

  /** How many files there are now. */
  int size() {
    return files.size();
  }

  /** All objects that count now, in file order. */
  List<ConfigObject<?>> objects() {
    List<Owner> all = new ArrayList<>(effective.values());
    all.sort(
        Comparator.comparing(Owner::file)
            .thenComparingInt(owner -> owner.definition().where().line())
            .thenComparingInt(owner -> owner.definition().where().column()));
    List<ConfigObject<?>> objects = new ArrayList<>();
    all.forEach(o -> objects.add(Objects.requireNonNull(o.definition().object())));
    return objects;
  }

  /**
   * What has changed since the last call, as an update.
   *
   * @param more diagnostics beside those of the files' content
   */
  SourceUpdate drain(String source, Collection<Diagnostic> more, boolean synced) {
    List<Diagnostic> all = new ArrayList<>(diagnostics());
    if (!more.isEmpty()) {
      all.addAll(more);
      all.sort(Diagnostic.ORDER);
    }
    SourceUpdate update =
        new SourceUpdate(
            source,
            List.copyOf(upserts.values()),
            Set.copyOf(removals),
            Collections.unmodifiableList(all),
            passedOver,
            synced);
    upserts = new LinkedHashMap<>(); // Not cleared: it stays as large as it was.
    removals.clear();
    return update;
  }
}
