package dev.ostia.translator.cluster;

import com.google.protobuf.Message;
import dev.ostia.translator.config.ObjectKey;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** What changes from one result to the next; collections of the former stay as they are. */
final class ResourceChanges {

  static final ClusterResources NOTHING =
      new ClusterResources(
          Collections.emptyNavigableMap(),
          Collections.emptyNavigableMap(),
          Map.of(),
          Map.of(),
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
    NavigableMap<String, Message> clusters = new TreeMap<>(before.clusters());
    NavigableMap<String, Message> assignments = new TreeMap<>(before.assignments());
    Map<String, Set<ObjectKey>> clusterOrigins = new HashMap<>(before.clusterOrigins());
    Map<String, Set<ObjectKey>> assignmentOrigins = new HashMap<>(before.assignmentOrigins());
    removed.forEach(
        name -> {
          clusters.remove(name);
          assignments.remove(name);
          clusterOrigins.remove(name);
          assignmentOrigins.remove(name);
        });
    changed.forEach(
        (name, cluster) -> {
          clusters.put(name, cluster.cluster());
          clusterOrigins.put(name, cluster.clusterOrigins());
          Message assignment = cluster.assignment();
          if (assignment == null) {
            assignments.remove(name);
            assignmentOrigins.remove(name);
          } else {
            assignments.put(name, assignment);
            assignmentOrigins.put(name, cluster.assignmentOrigins());
          }
        });
    return new ClusterResources(
        Collections.unmodifiableNavigableMap(clusters),
        Collections.unmodifiableNavigableMap(assignments),
        Collections.unmodifiableMap(clusterOrigins),
        Collections.unmodifiableMap(assignmentOrigins),
        Set.of(),
        List.of());
  }
}
