package dev.ostia.translator.secret;

import com.google.protobuf.Message;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that listeners and clusters of one proxy ask for. What cannot be served (missing, not
 * allowed, damaged, expired) is left out and said; the rest goes on.
 *
 * <p>Keeps what it read: a Secret that did not change is not parsed again, and its resource stays
 * the same instance. Not thread-safe.
 */
public final class SecretTranslator {

  /** What one call depends on. */
  private record Input(
      List<Set<SecretReference>> references,
      Map<ObjectKey, ConfigObject<?>> secrets,
      Map<ObjectKey, ConfigObject<?>> configMaps,
      Map<ObjectKey, ConfigObject<?>> grants,
      Optional<Instant> time) {

    static Input of(ConfigView view, List<Set<SecretReference>> references) {
      return new Input(
          references,
          view.kind(Kind.SECRET),
          view.kind(Kind.CONFIG_MAP),
          view.kind(Kind.REFERENCE_GRANT),
          view.time());
    }

    /** Whether a result for the other one, valid until a moment, differs by objects alone. */
    boolean asksTheSame(Input other, Instant validUntil) {
      return grants.equals(other.grants)
          && sameTime(other, validUntil)
          && references.equals(other.references);
    }

    @SuppressWarnings("ReferenceEquality") // the same map means that nothing of the kind changed
    boolean hasSameObjects(Input other) {
      return secrets == other.secrets && configMaps == other.configMaps;
    }

    private boolean sameTime(Input other, Instant validUntil) {
      return (time.isPresent() && other.time.isPresent())
          ? (!time.get().isBefore(other.time.get()) && time.get().isBefore(validUntil))
          : time.equals(other.time);
    }
  }

  private final Proxy proxy;
  private final TreeMap<String, List<SecretReference>> asked = new TreeMap<>();
  private final Map<ObjectKey, Set<String>> namesOfObject = new HashMap<>();
  private final SecretOutcomes outcomes = new SecretOutcomes();
  private @Nullable ConfigView lastView;
  private @Nullable Input input;
  private SecretResources result = SecretResources.NONE;

  /** A translator for this proxy. */
  public SecretTranslator(Proxy proxy) {
    this.proxy = proxy;
  }

  /**
   * The secrets for these references.
   *
   * @param references sets of them, of listeners and of clusters
   */
  public SecretResources translate(ConfigView view, List<Set<SecretReference>> references) {
    Input now = Input.of(view, references);
    Input before = input;
    ConfigView viewBefore = lastView;
    input = now;
    lastView = view;
    if (before == null || viewBefore == null || !now.asksTheSame(before, result.validUntil())) {
      ask(references);
      outcomes.replaceAll(outcomes(view, asked.keySet()));
      result = assemble(SecretResources.NONE, asked.keySet());
    } else if (!now.hasSameObjects(before)) {
      Set<String> touched = touched(viewBefore, view);
      outcomes.put(outcomes(view, touched));
      result = assemble(result, touched);
    }
    return result;
  }

  private void ask(List<Set<SecretReference>> references) {
    asked.clear();
    namesOfObject.clear();
    for (Set<SecretReference> part : references) {
      for (SecretReference reference : part) {
        asked.computeIfAbsent(reference.sdsName(), n -> new ArrayList<>()).add(reference);
      }
    }
    for (String name : asked.keySet()) {
      SecretLocation.parse(name, proxy.namespace())
          .ifPresent(
              location -> {
                note(location.object(), name);
                location.sharedObject().ifPresent(shared -> note(shared, name));
              });
    }
  }

  private void note(ObjectKey object, String sdsName) {
    namesOfObject.computeIfAbsent(object, key -> new TreeSet<>()).add(sdsName);
  }

  /** The names on which the difference between two views tells. */
  private Set<String> touched(ConfigView before, ConfigView now) {
    Set<String> names = new TreeSet<>();
    for (Kind kind : new Kind[] {Kind.SECRET, Kind.CONFIG_MAP}) {
      for (ObjectKey key : now.changedSince(before, kind)) {
        if (now.get(key).isEmpty() || before.get(key).isEmpty()) {
          return asked.keySet(); // What is said of missing ones tells where else there are some.
        }
        names.addAll(namesOfObject.getOrDefault(key, Set.of()));
      }
    }
    return names;
  }

  private Map<String, SecretOutcome> outcomes(ConfigView view, Set<String> names) {
    SecretRound round = new SecretRound(view, proxy, outcomes.byName());
    Map<String, SecretOutcome> fresh = new HashMap<>();
    for (String name : names) {
      fresh.put(name, round.of(name, asked.getOrDefault(name, List.of())));
    }
    return fresh;
  }

  /** The resources of before with what is to be said of these names now. */
  private SecretResources assemble(SecretResources before, Set<String> names) {
    Map<String, Message> secrets = new HashMap<>();
    Map<String, Set<ObjectKey>> origins = new HashMap<>();
    for (String name : names) {
      SecretOutcome outcome = outcomes.get(name);
      if (outcome != null && outcome.message() != null) {
        secrets.put(name, outcome.message());
        origins.put(name, outcome.origins());
      }
    }
    return new SecretResources(
        before.secrets().with(secrets, names),
        before.origins().with(origins, names),
        outcomes.diagnostics(),
        outcomes.validUntil());
  }
}
