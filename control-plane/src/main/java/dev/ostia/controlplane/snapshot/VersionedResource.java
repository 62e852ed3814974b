package dev.ostia.controlplane.snapshot;

import com.google.protobuf.Any;

/**
 * A resource as it goes on the wire.
 *
 * @param version hash of the packed bytes: the same content has the same version in every process
 * @param packed the resource with its type URL
 */
public record VersionedResource(String name, String version, Any packed) {

  /** Without the content, which may be secret. */
  @Override
  public String toString() {
    return name + "@" + version;
  }
}
