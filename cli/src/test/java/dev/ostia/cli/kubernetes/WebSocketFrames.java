package dev.ostia.cli.kubernetes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The server's side of a WebSocket after the handshake (RFC 6455): messages of one frame. */
final class WebSocketFrames {

  private static final String SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int FINAL = 0x80;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int MASKED = 0x80;
  private static final int LENGTH_OF_16_BITS = 126;
  private static final int LENGTH_OF_64_BITS = 127;
  private static final int NORMAL = 1000;

  private final DataInputStream in;
  private final DataOutputStream out;

  WebSocketFrames(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = new DataOutputStream(out);
  }

  /** What the server answers a client's {@code Sec-WebSocket-Key} with. */
  static String accept(String key) {
    try {
      byte[] text = (key + SALT).getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next binary message; empty when the client has closed. Others are passed over. */
  byte[] read() throws IOException {
    while (true) {
      int kind = in.readUnsignedByte() & 0x0f;
      byte[] payload = payload();
      if (kind == CLOSE) {
        return new byte[0];
      }
      if (kind == BINARY) {
        return payload;
      }
    }
  }

  private byte[] payload() throws IOException {
    int first = in.readUnsignedByte();
    int length = first & ~MASKED;
    if (length == LENGTH_OF_16_BITS) {
      length = in.readUnsignedShort();
    } else if (length == LENGTH_OF_64_BITS) {
      length = Math.toIntExact(in.readLong());
    }
    byte[] mask = (first & MASKED) == 0 ? new byte[4] : in.readNBytes(4);
    byte[] payload = in.readNBytes(length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % mask.length];
    }
    return payload;
  }

  /** Sends a binary message on a channel of Kubernetes, which is its first byte. */
  synchronized void send(int channel, byte[] bytes, int length) throws IOException {
    header(BINARY, length + 1);
    out.writeByte(channel);
    out.write(bytes, 0, length);
    out.flush();
  }

  synchronized void close() throws IOException {
    header(CLOSE, 2);
    out.writeShort(NORMAL);
    out.flush();
  }

  private void header(int kind, int length) throws IOException {
    out.writeByte(FINAL | kind);
    if (length < LENGTH_OF_16_BITS) {
      out.writeByte(length);
    } else if (length < 1 << 16) {
      out.writeByte(LENGTH_OF_16_BITS);
      out.writeShort(length);
    } else {
      out.writeByte(LENGTH_OF_64_BITS);
      out.writeLong(length);
    }
  }
}
