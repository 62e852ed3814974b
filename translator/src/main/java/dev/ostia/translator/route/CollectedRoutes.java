package dev.ostia.translator.route;

import com.google.protobuf.Message;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.sorted.SortedArrayMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What all route configurations of a proxy gave together. Only those that changed are asked again:
 * there is one for each HTTPS server, and there may be thousands.
 */
final class CollectedRoutes {

  /** What a configuration gave last, to take it back. */
  private record Names(Set<String> configurations, Set<String> scopes) {}

  /** What changes in one round. */
  private static final class Round {
    final Map<String, Message> configurations = new HashMap<>();
    final Map<String, Message> scopes = new HashMap<>();
    final Map<String, Set<ObjectKey>> origins = new HashMap<>();
    final Map<String, List<TracedVirtualHost>> virtualHosts = new HashMap<>();
    final Set<String> oldConfigurations = new HashSet<>();
    final Set<String> oldScopes = new HashSet<>();
  }

  private final Map<String, Names> given = new HashMap<>();
  private final Set<String> sharded = new TreeSet<>();
  private final Map<String, Collection<List<Diagnostic>>> worthTelling = new HashMap<>();
  private SortedArrayMap<Message> configurations = SortedArrayMap.empty();
  private SortedArrayMap<Message> scopes = SortedArrayMap.empty();
  private SortedArrayMap<Set<ObjectKey>> origins = SortedArrayMap.empty();
  private SortedArrayMap<List<TracedVirtualHost>> virtualHosts = SortedArrayMap.empty();

  /**
   * Takes over what changed.
   *
   * @param closed names of configurations that are gone
   * @param touched the configurations that are new or that changed
   */
  void update(Set<String> closed, Collection<RouteConfigurationTranslator> touched) {
    Round round = new Round();
    for (String name : closed) {
      takeBack(name, round);
      sharded.remove(name);
      worthTelling.remove(name);
    }
    touched.forEach(configuration -> take(configuration, round));
    configurations = configurations.with(round.configurations, round.oldConfigurations);
    origins = origins.with(round.origins, round.oldConfigurations);
    scopes = scopes.with(round.scopes, round.oldScopes);
    virtualHosts = virtualHosts.with(round.virtualHosts, closed);
  }

  private void takeBack(String name, Round round) {
    Names before = given.remove(name);
    if (before != null) {
      round.oldConfigurations.addAll(before.configurations);
      round.oldScopes.addAll(before.scopes);
    }
  }

  private void take(RouteConfigurationTranslator configuration, Round round) {
    configuration.build();
    PortLayout layout = configuration.layout();
    String name = layout.name();
    takeBack(name, round);
    var made = layout.configurations();
    var madeScopes = layout.scopes();
    given.put(name, new Names(Set.copyOf(made.keySet()), Set.copyOf(madeScopes.keySet())));
    made.forEach(
        (part, message) -> {
          Message before = configurations.get(part);
          round.configurations.put(
              part, before != null && before.equals(message) ? before : message);
          round.origins.put(part, configuration.origins());
        });
    round.scopes.putAll(madeScopes);
    round.virtualHosts.put(name, configuration.traced());
    if (layout.sharded()) {
      sharded.add(name);
    } else {
      sharded.remove(name);
    }
    if (configuration.diagnostics().isEmpty()) {
      worthTelling.remove(name);
    } else {
      worthTelling.put(name, List.copyOf(configuration.diagnostics()));
    }
  }

  /** All route configurations by name; one that did not change is the same instance. */
  SortedArrayMap<Message> configurations() {
    return configurations;
  }

  /** The scopes that lead to shards, by name. */
  SortedArrayMap<Message> scopes() {
    return scopes;
  }

  /** The objects that each route configuration was made from. */
  SortedArrayMap<Set<ObjectKey>> origins() {
    return origins;
  }

  /** The virtual hosts by the name of the whole configuration. */
  SortedArrayMap<List<TracedVirtualHost>> virtualHosts() {
    return virtualHosts;
  }

  /** The names of the configurations that are in shards, as they are now. */
  Set<String> sharded() {
    return new TreeSet<>(sharded);
  }

  /** What is worth telling, in no order. */
  List<Diagnostic> diagnostics() {
    List<Diagnostic> all = new ArrayList<>();
    worthTelling.values().forEach(said -> said.forEach(all::addAll));
    return all;
  }
}
