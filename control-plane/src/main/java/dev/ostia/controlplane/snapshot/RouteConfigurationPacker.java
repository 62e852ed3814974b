package dev.ostia.controlplane.snapshot;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Packs the versions of one route configuration, one after the other. Where thousands of virtual
 * hosts share a port, writing and hashing all of them for a change of one would be most of the
 * work; so the bytes and the hash of each are kept. Not thread-safe.
 */
final class RouteConfigurationPacker {

  /** A virtual host as a field of the route configuration, and the hash of that. */
  private record Part(ByteString field, SetHash hash) {}

  private IdentityHashMap<VirtualHost, Part> parts = new IdentityHashMap<>();

  /**
   * The same bytes as the message has when it is written as a whole, in the order of its fields.
   */
  VersionedResource pack(String typeUrl, RouteConfiguration routes) {
    List<ByteString> bytes = new ArrayList<>(routes.getVirtualHostsCount() + 2);
    add(Packer.bytes(RouteConfiguration.newBuilder().setName(routes.getName()).build()), bytes);
    // The order of the virtual hosts means nothing to Envoy, and it is that of their names.
    SetHash hosts = SetHash.EMPTY;
    IdentityHashMap<VirtualHost, Part> next = new IdentityHashMap<>(routes.getVirtualHostsCount());
    for (VirtualHost host : routes.getVirtualHostsList()) {
      Part part = parts.get(host);
      Part present = part == null ? partOf(host) : part;
      next.put(host, present);
      bytes.add(present.field);
      hosts = hosts.with(present.hash);
    }
    byte[] rest = Packer.bytes(routes.toBuilder().clearName().clearVirtualHosts().build());
    add(rest, bytes);
    MessageDigest digest = Packer.sha256();
    digest.update(bytes.getFirst().asReadOnlyByteBuffer());
    digest.update(hosts.toString().getBytes(StandardCharsets.US_ASCII));
    digest.update(rest);
    parts = next;
    return Packer.resource(
        typeUrl, routes.getName(), Packer.version(digest.digest()), ByteString.copyFrom(bytes));
  }

  private static void add(byte[] field, List<ByteString> bytes) {
    bytes.add(UnsafeByteOperations.unsafeWrap(field));
  }

  private static Part partOf(VirtualHost host) {
    int number = RouteConfiguration.VIRTUAL_HOSTS_FIELD_NUMBER;
    byte[] bytes = new byte[CodedOutputStream.computeMessageSize(number, host)];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      out.writeMessage(number, host);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer of the field's own size was too small", e);
    }
    return new Part(
        UnsafeByteOperations.unsafeWrap(bytes), SetHash.of(Packer.sha256().digest(bytes)));
  }
}
