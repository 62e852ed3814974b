package dev.ostia.controlplane.snapshot;

import com.google.protobuf.Message;
import dev.ostia.translator.sorted.SortedArrayMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The resources of one type with the messages that they were packed from, so that the next result
 * packs only what changed.
 *
 * @param messages what was packed
 * @param packed by name; the same instance as before if nothing changed
 * @param digest over names and versions
 */
record PackedType(
    SortedArrayMap<Message> messages, SortedArrayMap<VersionedResource> packed, SetHash digest) {

  static final PackedType EMPTY =
      new PackedType(SortedArrayMap.empty(), SortedArrayMap.empty(), SetHash.EMPTY);

  /** These resources after a change; this instance if it is the same map. */
  @SuppressWarnings("ReferenceEquality") // the translator keeps the instance of what is unchanged
  PackedType next(Packer packer, String typeUrl, SortedMap<String, Message> resources) {
    SortedArrayMap<Message> now = SortedArrayMap.of(resources);
    if (now == messages) {
      return this;
    }
    Map<String, VersionedResource> put = new LinkedHashMap<>();
    List<String> gone = new ArrayList<>();
    now.eachDifference(
        messages,
        (name, before, after) -> {
          if (after == null) {
            gone.add(name);
          } else {
            putIfDifferent(packer.pack(typeUrl, name, after), put);
          }
        });
    SetHash hash = digest;
    for (String name : gone) {
      hash = hash.without(hash(packed.get(name)));
      packer.forget(typeUrl, name);
    }
    for (VersionedResource resource : put.values()) {
      hash = hash.without(hash(packed.get(resource.name()))).with(hash(resource));
    }
    return new PackedType(now, packed.with(put, gone), hash);
  }

  private void putIfDifferent(VersionedResource fresh, Map<String, VersionedResource> put) {
    VersionedResource before = packed.get(fresh.name());
    if (before == null || !before.version().equals(fresh.version())) {
      put.put(fresh.name(), fresh);
    }
  }

  private static SetHash hash(@Nullable VersionedResource resource) {
    if (resource == null) {
      return SetHash.EMPTY;
    }
    MessageDigest digest = Packer.sha256();
    digest.update(resource.name().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(resource.version().getBytes(StandardCharsets.US_ASCII));
    return SetHash.of(digest.digest());
  }

  /** The names alone: what is inside may be secret. */
  @Override
  public String toString() {
    return "PackedType" + packed.keySet();
  }
}
