package dev.ostia.controlplane.snapshot;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import dev.ostia.translator.ResourceType;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Turns resources into their bytes on the wire and names them by their hash. Keeps what makes the
 * next version of a large one cheap. Not thread-safe.
 */
final class Packer {

  /** 128 bits of SHA-256: too many to collide by chance, short enough to read in a status page. */
  private static final int VERSION_BYTES = 16;

  private final Map<String, RouteConfigurationPacker> routes = new HashMap<>();

  VersionedResource pack(String typeUrl, String name, Message message) {
    if (message instanceof RouteConfiguration configuration) {
      return routes
          .computeIfAbsent(name, key -> new RouteConfigurationPacker())
          .pack(typeUrl, configuration);
    }
    byte[] bytes = bytes(message);
    return resource(
        typeUrl, name, version(sha256().digest(bytes)), UnsafeByteOperations.unsafeWrap(bytes));
  }

  /** Lets go of what is kept for a resource that is no more. */
  void forget(String typeUrl, String name) {
    if (typeUrl.equals(ResourceType.ROUTE.typeUrl())) {
      routes.remove(name);
    }
  }

  static VersionedResource resource(String typeUrl, String name, String version, ByteString value) {
    return new VersionedResource(
        name, version, Any.newBuilder().setTypeUrl(typeUrl).setValue(value).build());
  }

  /** Maps are written in key order, so that the same content has the same bytes in any process. */
  static byte[] bytes(Message message) {
    byte[] bytes = new byte[message.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      message.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer of the message's own size was too small", e);
    }
    return bytes;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String version(byte[] digest) {
    return HexFormat.of().formatHex(digest, 0, VERSION_BYTES);
  }
}
