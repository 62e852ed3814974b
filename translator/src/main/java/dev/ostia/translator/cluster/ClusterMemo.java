package dev.ostia.translator.cluster;

import com.google.protobuf.Message;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.endpoint.EndpointIndex;
import dev.ostia.translator.endpoint.ServiceEndpoints;
import dev.ostia.translator.resolve.BackendPort;
import dev.ostia.translator.resolve.BackendService;
import dev.ostia.translator.resolve.ClusterName;
import dev.ostia.translator.resolve.DestinationRules;
import dev.ostia.translator.resolve.EffectiveRule;
import dev.ostia.translator.resolve.EffectiveRule.NamedSubset;
import dev.ostia.translator.resolve.ServiceRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The clusters that were built, each with what it was built from. */
final class ClusterMemo {

  private final ServiceRegistry registry;
  private final DestinationRules rules;
  private final EndpointIndex endpoints;
  private final Map<String, BuiltCluster> built = new HashMap<>();

  ClusterMemo(ServiceRegistry registry, DestinationRules rules, EndpointIndex endpoints) {
    this.registry = registry;
    this.rules = rules;
    this.endpoints = endpoints;
  }

  ClusterResources translate(MeshConfig mesh, Set<String> referenced) {
    TreeMap<String, Message> clusters = new TreeMap<>();
    TreeMap<String, Message> assignments = new TreeMap<>();
    Map<String, Set<ObjectKey>> clusterOrigins = new HashMap<>();
    Map<String, Set<ObjectKey>> assignmentOrigins = new HashMap<>();
    built.keySet().retainAll(referenced);
    for (String name : referenced) {
      BuiltCluster cluster = cluster(name, mesh);
      if (cluster != null) {
        clusters.put(name, cluster.cluster());
        clusterOrigins.put(name, cluster.clusterOrigins());
        if (cluster.assignment() != null) {
          assignments.put(name, cluster.assignment());
          assignmentOrigins.put(name, cluster.assignmentOrigins());
        }
      }
    }
    return new ClusterResources(
        clusters, assignments, clusterOrigins, assignmentOrigins, List.of());
  }

  private @Nullable BuiltCluster cluster(String name, MeshConfig mesh) {
    BuiltCluster before = built.get(name);
    ClusterName parsed = before == null ? ClusterName.parse(name) : before.input().name();
    ClusterInput input = input(parsed, mesh);
    if (input == null) {
      built.remove(name);
      return null;
    }
    if (before != null && before.input().same(input)) {
      return before;
    }
    BuiltCluster next = BuiltCluster.build(input, before);
    built.put(name, next);
    return next;
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
    return new ClusterInput(name, service, port, rule, subset, own, mesh);
  }
}
