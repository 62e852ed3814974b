package dev.ostia.controlplane.snapshot;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Turns a resource into its bytes on the wire and names them by their hash. */
final class Packer {

  /** 128 bits of SHA-256: too many to collide by chance, short enough to read in a status page. */
  private static final int VERSION_BYTES = 16;

  private Packer() {}

  static VersionedResource pack(String typeUrl, String name, Message message) {
    byte[] bytes = deterministicBytes(message);
    String version = version(sha256().digest(bytes));
    ByteString value = UnsafeByteOperations.unsafeWrap(bytes);
    return new VersionedResource(
        name, version, Any.newBuilder().setTypeUrl(typeUrl).setValue(value).build());
  }

  /** Maps are written in key order, so that the same content has the same bytes in any process. */
  private static byte[] deterministicBytes(Message message) {
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
