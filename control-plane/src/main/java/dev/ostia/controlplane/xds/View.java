package dev.ostia.controlplane.xds;

import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.controlplane.snapshot.VersionedResource;
import dev.ostia.translator.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stream may show at this moment: the newest snapshot and what is kept after leaving it.
 *
 * @param number of the snapshot within the stream, from 1
 */
record View(Snapshot snapshot, long number, Retirement retirement, ScopeHold hold) {

  @Nullable VersionedResource find(ResourceType type, String name) {
    VersionedResource held = hold.find(type, name);
    if (held != null) {
      return held;
    }
    VersionedResource resource = snapshot.resources(type.typeUrl()).get(name);
    return resource != null ? resource : retirement.find(type, name);
  }

  private VersionedResource shown(ResourceType type, VersionedResource resource) {
    VersionedResource held = hold.find(type, resource.name());
    return held == null ? resource : held;
  }

  /** Whether the proxy is to keep this although its content is not to be had. */
  boolean keeps(ResourceType type, String name) {
    return retirement.keeps(type, name);
  }

  /** All resources of a type, by name. */
  Collection<VersionedResource> all(ResourceType type) {
    Collection<VersionedResource> current = snapshot.resources(type.typeUrl()).values();
    List<VersionedResource> kept = retirement.all(type);
    boolean asItIs = type != ResourceType.SCOPE || hold.isEmpty();
    if (kept.isEmpty() && asItIs) {
      return current;
    }
    List<VersionedResource> all = new ArrayList<>(current);
    all.replaceAll(resource -> shown(type, resource));
    all.addAll(kept);
    all.sort(Comparator.comparing(VersionedResource::name));
    return all;
  }
}
