package dev.ostia.controlplane.snapshot;

import dev.ostia.translator.sorted.SortedArrayMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Everything that one proxy is to have, closed: whatever a resource names is in the same snapshot.
 * Immutable. A resource that did not change since the snapshot before is the same instance, so that
 * two snapshots are compared by identity first.
 *
 * @param version hash over all resources; equal versions mean equal content
 * @param resources by type URL, then by name, sorted
 */
public record Snapshot(
    String version, Map<String, SortedMap<String, VersionedResource>> resources) {

  /** The version alone. */
  @Override
  public String toString() {
    return "Snapshot[" + version + "]";
  }

  /** The resources of a type; empty if there are none. */
  public SortedMap<String, VersionedResource> resources(String typeUrl) {
    return resources.getOrDefault(typeUrl, SortedArrayMap.empty());
  }
}
