package dev.ostia.controlplane.xds;

import dev.ostia.controlplane.snapshot.VersionedResource;
import dev.ostia.translator.ResourceType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A response of either protocol, before it is put on the wire.
 *
 * @param number of the responses of this stream, from 1
 * @param nonce never used by another stream
 * @param snapshot number of the stream's snapshot that this was made from
 * @param snapshotVersion version of that snapshot
 * @param typeVersion hash over the versions of all that the proxy asks for; state of the world only
 * @param added names of the resources that the proxy did not have
 * @param removed delta only
 */
record Update(
    ResourceType type,
    long number,
    String nonce,
    long snapshot,
    String snapshotVersion,
    String typeVersion,
    List<VersionedResource> resources,
    Set<String> added,
    Set<String> changed,
    List<String> removed) {

  /** Names of what the response adds, changes, repeats and removes. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(removed);
    for (VersionedResource resource : resources) {
      names.add(resource.name());
    }
    return names;
  }
}
