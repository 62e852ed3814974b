package dev.ostia.translator.telemetry;

import com.google.common.base.Strings;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.telemetry.Providers.Named;
import dev.ostia.translator.validate.telemetry.EnvoyCel;
import io.fabric8.istio.api.api.telemetry.v1alpha1.AccessLogging;
import io.fabric8.istio.api.telemetry.v1.Telemetry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The {@code accessLogging} of several Telemetry objects as one: a list of providers replaces that
 * of the object above, an entry without providers is about the inherited ones, and the last word
 * about a provider counts.
 */
final class LoggingRules {

  private record Entry(List<Named> providers, AccessLogging logging) {
    /** With a filter that Envoy cannot use, logging stays as it would be without the entry. */
    boolean counts() {
      return (logging.getMatch() == null
              || Providers.countsForGateways(logging.getMatch().getMode()))
          && (filter().isEmpty() || EnvoyCel.fault(filter()) == null);
    }

    boolean disabled() {
      return Boolean.TRUE.equals(logging.getDisabled());
    }

    String filter() {
      return logging.getFilter() == null
          ? ""
          : Strings.nullToEmpty(logging.getFilter().getExpression());
    }
  }

  private final List<Named> defaults;
  private final Map<String, LoggingRule> rules = new TreeMap<>();

  private LoggingRules(List<Named> defaults) {
    this.defaults = defaults;
  }

  /**
   * The rules by the names of the providers, in their order; none if nobody says anything.
   *
   * @param objects the most general first
   * @param defaults {@code defaultProviders.accessLogging} of the mesh configuration
   */
  static Collection<LoggingRule> of(List<ConfigObject<Telemetry>> objects, List<Named> defaults) {
    LoggingRules merged = new LoggingRules(defaults);
    List<List<Entry>> entries = objects.stream().map(LoggingRules::entries).toList();
    if (entries.stream().allMatch(List::isEmpty)) {
      defaults.forEach(named -> merged.rules.put(named.name(), new LoggingRule(named, "", false)));
    } else {
      merged.merge(entries);
    }
    return merged.rules.values();
  }

  private static List<Entry> entries(ConfigObject<Telemetry> object) {
    List<Entry> entries = new ArrayList<>();
    var spec = object.resource().getSpec();
    if (spec != null && spec.getAccessLogging() != null) {
      for (int i = 0; i < spec.getAccessLogging().size(); i++) {
        AccessLogging logging = spec.getAccessLogging().get(i);
        String path = "spec.accessLogging[" + i + "]";
        entries.add(new Entry(Providers.named(object, logging.getProviders(), path), logging));
      }
    }
    return entries;
  }

  private void merge(List<List<Entry>> objects) {
    Set<String> inScope = inScope(objects);
    List<Named> inherited = defaults;
    for (List<Entry> entries : objects) {
      for (Entry entry : entries) {
        List<Named> about = entry.providers().isEmpty() ? inherited : entry.providers();
        inherited = about;
        if (entry.counts()) {
          about.stream()
              .filter(named -> inScope.contains(named.name()))
              .forEach(named -> put(named, entry));
        }
      }
    }
  }

  /** The providers of the most special object that lists any. */
  private Set<String> inScope(List<List<Entry>> objects) {
    Set<String> inScope = new LinkedHashSet<>();
    defaults.forEach(named -> inScope.add(named.name()));
    for (List<Entry> entries : objects) {
      Set<String> listed = new LinkedHashSet<>();
      entries.stream()
          .filter(Entry::counts)
          .forEach(entry -> entry.providers().forEach(named -> listed.add(named.name())));
      if (!listed.isEmpty()) {
        inScope.clear();
        inScope.addAll(listed);
      }
    }
    return inScope;
  }

  private void put(Named named, Entry entry) {
    LoggingRule before = rules.get(named.name());
    boolean inherits = entry.providers().isEmpty() && entry.filter().isEmpty() && before != null;
    String filter = inherits && before != null ? before.filter() : entry.filter();
    rules.put(named.name(), new LoggingRule(named, filter, entry.disabled()));
  }
}
