package dev.ostia.translator.secret;

import com.google.common.collect.SortedMultiset;
import com.google.common.collect.TreeMultiset;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.sorted.SortedArrayMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of all names that Envoy asks for. What is to be said of all of them together is kept
 * up as single ones change. Not thread-safe.
 */
final class SecretOutcomes {

  private SortedArrayMap<SecretOutcome> byName = SortedArrayMap.empty();
  private final NavigableMap<String, SecretOutcome> worthTelling = new TreeMap<>();
  private final SortedMultiset<Instant> ends = TreeMultiset.create();

  /** The outcomes by SDS name. They stay as they are when others are put. */
  SortedArrayMap<SecretOutcome> byName() {
    return byName;
  }

  /** These and no others from now on. */
  void replaceAll(Map<String, SecretOutcome> outcomes) {
    byName = SortedArrayMap.empty();
    worthTelling.clear();
    ends.clear();
    put(outcomes);
  }

  /** These instead of those of the same names. */
  void put(Map<String, SecretOutcome> outcomes) {
    outcomes.forEach(this::count);
    byName = byName.with(outcomes, Set.of());
  }

  private void count(String name, SecretOutcome outcome) {
    SecretOutcome before = byName.get(name);
    if (before != null) {
      ends.remove(before.validUntil());
    }
    ends.add(outcome.validUntil());
    if (outcome.diagnostics().isEmpty()) {
      worthTelling.remove(name);
    } else {
      worthTelling.put(name, outcome);
    }
  }

  @Nullable SecretOutcome get(String name) {
    return byName.get(name);
  }

  /** What is to be said of them, by name. */
  List<Diagnostic> diagnostics() {
    List<Diagnostic> all = new ArrayList<>();
    worthTelling.values().forEach(outcome -> all.addAll(outcome.diagnostics()));
    return List.copyOf(all);
  }

  /** When the first of their certificates begins or ends to be valid. */
  Instant validUntil() {
    return ends.isEmpty() ? Instant.MAX : ends.elementSet().first();
  }
}
