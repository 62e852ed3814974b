package dev.ostia.controlplane.snapshot;

import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
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
    NavigableMap<String, Message> messages,
    NavigableMap<String, VersionedResource> packed,
    SetHash digest) {

  static final PackedType EMPTY =
      new PackedType(
          Collections.emptyNavigableMap(), Collections.emptyNavigableMap(), SetHash.EMPTY);

  /** These resources after a change; this instance if none of them differs. */
  @SuppressWarnings("ReferenceEquality") // the translator keeps the instance of what is unchanged
  PackedType next(Packer packer, String typeUrl, NavigableMap<String, Message> newMessages) {
    if (newMessages == messages) {
      return this;
    }
    Changes changes = changes(packer, typeUrl, newMessages);
    if (changes.isEmpty()) {
      return new PackedType(newMessages, packed, digest);
    }
    TreeMap<String, VersionedResource> next = new TreeMap<>(packed);
    SetHash hash = digest;
    for (String name : changes.gone) {
      hash = hash.without(hash(next.remove(name)));
      packer.forget(typeUrl, name);
    }
    for (VersionedResource resource : changes.put) {
      hash = hash.without(hash(next.put(resource.name(), resource))).with(hash(resource));
    }
    return new PackedType(newMessages, Collections.unmodifiableNavigableMap(next), hash);
  }

  /** Walks both maps in their common order: looking each name up would cost a tree search each. */
  @SuppressWarnings("ReferenceEquality") // as above
  private Changes changes(
      Packer packer, String typeUrl, NavigableMap<String, Message> newMessages) {
    Changes changes = new Changes(new ArrayList<>(), new ArrayList<>());
    Iterator<Map.Entry<String, Message>> olds = messages.entrySet().iterator();
    Map.Entry<String, Message> old = nextOf(olds);
    for (Map.Entry<String, Message> now : newMessages.entrySet()) {
      boolean known = old != null && old.getKey().equals(now.getKey());
      while (!known && old != null && old.getKey().compareTo(now.getKey()) < 0) {
        changes.gone.add(old.getKey());
        old = nextOf(olds);
        known = old != null && old.getKey().equals(now.getKey());
      }
      if (!known || old == null || old.getValue() != now.getValue()) {
        addIfDifferent(changes, packer, typeUrl, now);
      }
      if (known) {
        old = nextOf(olds);
      }
    }
    for (; old != null; old = nextOf(olds)) {
      changes.gone.add(old.getKey());
    }
    return changes;
  }

  private void addIfDifferent(
      Changes changes, Packer packer, String typeUrl, Map.Entry<String, Message> now) {
    VersionedResource fresh = packer.pack(typeUrl, now.getKey(), now.getValue());
    VersionedResource before = packed.get(now.getKey());
    if (before == null || !before.version().equals(fresh.version())) {
      changes.put.add(fresh);
    }
  }

  private static @Nullable <T> T nextOf(Iterator<T> iterator) {
    return iterator.hasNext() ? iterator.next() : null;
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

  private record Changes(List<VersionedResource> put, List<String> gone) {
    boolean isEmpty() {
      return put.isEmpty() && gone.isEmpty();
    }
  }

  /** The names alone: what is inside may be secret. */
  @Override
  public String toString() {
    return "PackedType" + packed.keySet();
  }
}
