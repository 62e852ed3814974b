package dev.ostia.translator.cluster;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.SetMultimap;
import com.google.common.collect.Sets;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.endpoint.EndpointChanges;
import dev.ostia.translator.endpoint.EndpointIndex;
import dev.ostia.translator.endpoint.ServiceEndpoints;
import dev.ostia.translator.endpoint.ServiceName;
import dev.ostia.translator.resolve.BackendPort;
import dev.ostia.translator.resolve.BackendService;
import dev.ostia.translator.resolve.ClusterName;
import dev.ostia.translator.resolve.DestinationRules;
import dev.ostia.translator.resolve.Destinations;
import dev.ostia.translator.resolve.EffectiveRule;
import dev.ostia.translator.resolve.EffectiveRule.NamedSubset;
import dev.ostia.translator.resolve.HostChanges;
import dev.ostia.translator.resolve.ServiceRegistry;
import dev.ostia.translator.secret.SecretReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The clusters that were built, each with what it was built from. */
final class ClusterMemo {

  private final Proxy proxy;
  private final ServiceRegistry registry;
  private final DestinationRules rules;
  private final EndpointIndex endpoints;
  private final Map<String, BuiltCluster> built = new HashMap<>();
  // Of these, what only some have, and who has to be looked at when a Service's endpoints change.
  private final Map<String, BuiltCluster> worthTelling = new HashMap<>();
  private final Map<String, BuiltCluster> withSecrets = new HashMap<>();
  private final SetMultimap<String, String> namesOfHost = HashMultimap.create();
  private final SetMultimap<ServiceName, String> namesOfService = HashMultimap.create();
  private @Nullable Destinations structure;
  private Set<String> names = Set.of();
  private ClusterResources result = ResourceChanges.NOTHING;

  ClusterMemo(
      Proxy proxy, ServiceRegistry registry, DestinationRules rules, EndpointIndex endpoints) {
    this.proxy = proxy;
    this.registry = registry;
    this.rules = rules;
    this.endpoints = endpoints;
  }

  /**
   * The resources for these names, without diagnostics.
   *
   * @param current the same instance as before if services and rules are
   * @param endpointChanges whose endpoints may have changed
   */
  ClusterResources translate(
      MeshConfig mesh,
      Destinations current,
      EndpointChanges endpointChanges,
      Set<String> referenced) {
    HostChanges changed = structure == null ? HostChanges.ALL : current.changesSince(structure);
    boolean namesChanged = !referenced.equals(names);
    if (changed.isEmpty() && !namesChanged && endpointChanges.isEmpty()) {
      return result;
    }
    ResourceChanges changes = new ResourceChanges(result);
    if (namesChanged) {
      forget(referenced, changes);
    }
    boolean any = changed.all() || endpointChanges.all();
    for (String name : any ? referenced : namesOf(changed, endpointChanges, referenced)) {
      BuiltCluster before = built.get(name);
      BuiltCluster next = rebuild(name, before, mesh, !changed.isEmpty());
      if (next == null) {
        remove(name);
        changes.remove(name);
      } else if (before == null || !next.equals(before)) {
        put(name, next);
        changes.put(name, next);
      }
    }
    structure = current;
    names = namesChanged ? Set.copyOf(referenced) : names;
    result = changes.apply();
    return result;
  }

  /** The clusters that are new, and those that a change is about. */
  private Set<String> namesOf(
      HostChanges changed, EndpointChanges endpointChanges, Set<String> referenced) {
    Set<String> all = new HashSet<>(Sets.difference(referenced, built.keySet()));
    changed.hosts().forEach(host -> all.addAll(namesOfHost.get(host)));
    for (ServiceName service : endpointChanges.services()) {
      all.addAll(namesOfService.get(service));
    }
    return all;
  }

  private void put(String name, BuiltCluster cluster) {
    remove(name);
    built.put(name, cluster);
    namesOfHost.put(cluster.input().name().host(), name);
    namesOfService.put(ServiceName.of(cluster.input().service()), name);
    if (!cluster.diagnostics().isEmpty()) {
      worthTelling.put(name, cluster);
    }
    if (!cluster.secrets().isEmpty()) {
      withSecrets.put(name, cluster);
    }
  }

  private void remove(String name) {
    BuiltCluster before = built.remove(name);
    if (before != null) {
      namesOfHost.remove(before.input().name().host(), name);
      namesOfService.remove(ServiceName.of(before.input().service()), name);
      worthTelling.remove(name);
      withSecrets.remove(name);
    }
  }

  /** What is to be said of the clusters that there are now, with repetitions. */
  List<Diagnostic> diagnostics() {
    List<Diagnostic> all = new ArrayList<>();
    worthTelling.values().forEach(cluster -> all.addAll(cluster.diagnostics()));
    return all;
  }

  /** What the clusters that there are now ask for over SDS. */
  Set<SecretReference> secrets() {
    Set<SecretReference> all = new HashSet<>();
    withSecrets.values().forEach(cluster -> all.addAll(cluster.secrets()));
    return all;
  }

  private void forget(Set<String> referenced, ResourceChanges changes) {
    for (String name : List.copyOf(Sets.difference(built.keySet(), referenced))) {
      remove(name);
      changes.remove(name);
    }
    endpoints.retain(namesOfHost.keySet());
  }

  @SuppressWarnings("ReferenceEquality") // Identity stands for content.
  private @Nullable BuiltCluster rebuild(
      String name, @Nullable BuiltCluster before, MeshConfig mesh, boolean structureChanged) {
    if (before != null && !structureChanged) {
      ServiceEndpoints own = endpoints.endpoints(before.input().service());
      return own == before.input().endpoints()
          ? before
          : BuiltCluster.build(before.input().with(own), before);
    }
    ClusterName parsed = before == null ? ClusterName.parse(name) : before.input().name();
    ClusterInput input = input(parsed, mesh);
    if (input == null) {
      return null;
    }
    return before != null && before.input().same(input)
        ? before
        : BuiltCluster.build(input, before);
  }

  private @Nullable ClusterInput input(ClusterName name, MeshConfig mesh) {
    BackendService service = registry.service(name.host());
    if (service == null) {
      return null;
    }
    BackendPort port = service.port(name.port()).orElse(null);
    if (port == null) {
      return null;
    }
    EffectiveRule rule = rules.rule(service);
    NamedSubset subset = null;
    if (!name.subset().isEmpty()) {
      subset = rule == null ? null : rule.subset(name.subset()).orElse(null);
      if (subset == null) {
        return null;
      }
    }
    ServiceEndpoints own = endpoints.endpoints(service);
    return new ClusterInput(name, service, port, rule, subset, own, mesh, proxy);
  }
}
