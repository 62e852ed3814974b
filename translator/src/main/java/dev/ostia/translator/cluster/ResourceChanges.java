package dev.ostia.translator.cluster;

import com.google.protobuf.Message;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.sorted.SortedArrayMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What changes from one result to the next; collections of the former stay as they are. */
final class ResourceChanges {

  static final ClusterResources NOTHING =
      new ClusterResources(
          SortedArrayMap.empty(),
          SortedArrayMap.empty(),
          SortedArrayMap.empty(),
          SortedArrayMap.empty(),
          Set.of(),
          List.of());

  private final ClusterResources before;
  private final Map<String, BuiltCluster> changed = new HashMap<>();
  private final Set<String> removed = new HashSet<>();

  ResourceChanges(ClusterResources before) {
    this.before = before;
  }

  void put(String name, BuiltCluster cluster) {
    changed.put(name, cluster);
  }

  void remove(String name) {
    removed.add(name);
  }

  /**
   * The next result.
   *
   * <p>It has no diagnostics.
   */
  ClusterResources apply() {
    if (changed.isEmpty() && removed.stream().noneMatch(before.clusters()::containsKey)) {
      return before;
    }
    Map<String, Message> clusters = new HashMap<>();
    Map<String, Message> assignments = new HashMap<>();
    Map<String, Set<ObjectKey>> clusterOrigins = new HashMap<>();
    Map<String, Set<ObjectKey>> assignmentOrigins = new HashMap<>();
    Set<String> unassigned = new HashSet<>(removed);
    changed.forEach(
        (name, cluster) -> {
          clusters.put(name, cluster.cluster());
          clusterOrigins.put(name, cluster.clusterOrigins());
          Message assignment = cluster.assignment();
          if (assignment == null) {
            unassigned.add(name);
          } else {
            assignments.put(name, assignment);
            assignmentOrigins.put(name, cluster.assignmentOrigins());
          }
        });
    return new ClusterResources(
        before.clusters().with(clusters, removed),
        before.assignments().with(assignments, unassigned),
        before.clusterOrigins().with(clusterOrigins, removed),
        before.assignmentOrigins().with(assignmentOrigins, unassigned),
        Set.of(),
        List.of());
  }
}
