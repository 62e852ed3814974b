package dev.ostia.controlplane.snapshot;

import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Packs translations of one proxy, one after the other. What did not change since the one before is
 * not packed again and keeps its instance: a resource, the map of a type, the whole snapshot. Not
 * thread-safe: one thread at a time.
 *
 * <p>A resource's version is the hash of its own bytes and of nothing else. That an Envoy wants a
 * load assignment again after its cluster changed is the streams' concern.
 */
public final class SnapshotBuilder {

  private final Packer packer = new Packer();
  private Map<ResourceType, PackedType> types = new EnumMap<>(ResourceType.class);
  private Snapshot last = new Snapshot("", Map.of());

  /** The snapshot of this translation; the one before if nothing differs. */
  public Snapshot build(Translation translation) {
    boolean changed = last.version().isEmpty();
    Map<ResourceType, PackedType> next = new EnumMap<>(ResourceType.class);
    for (ResourceType type : ResourceType.values()) {
      PackedType before = types.getOrDefault(type, PackedType.EMPTY);
      PackedType now = before.next(packer, type.typeUrl(), translation.resources(type));
      next.put(type, now);
      changed |= !now.digest().equals(before.digest());
    }
    types = next;
    if (changed) {
      last = snapshot();
    }
    return last;
  }

  private Snapshot snapshot() {
    MessageDigest digest = Packer.sha256();
    Map<String, SortedMap<String, VersionedResource>> resources = new LinkedHashMap<>();
    types.forEach(
        (type, packed) -> {
          digest.update(type.typeUrl().getBytes(StandardCharsets.UTF_8));
          digest.update(packed.digest().toString().getBytes(StandardCharsets.US_ASCII));
          resources.put(type.typeUrl(), packed.packed());
        });
    return new Snapshot(Packer.version(digest.digest()), Collections.unmodifiableMap(resources));
  }
}
