package dev.ostia.cli.cases;

import dev.ostia.controlplane.cases.Call;
import dev.ostia.translator.simulate.Headers.Header;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * One request over an HTTP/2 connection (RFC 9113), with any :authority, which the JDK's client
 * does not allow. Of the answer's headers only the status is read.
 */
final class RawHttp2 {

  /** Status and body of an answer. */
  record Reply(int status, String body) {}

  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int GO_AWAY = 7;
  private static final int ACK_OR_END_STREAM = 1;
  private static final int END_HEADERS = 4;

  private final OutputStream out;
  private final DataInputStream in;

  RawHttp2(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = out;
  }

  /** The answer; empty if the connection or the stream is closed instead. */
  Optional<Reply> ask(Call call) throws IOException {
    out.write(PREFACE);
    frame(SETTINGS, 0, 0, new byte[0]);
    frame(HEADERS, ACK_OR_END_STREAM | END_HEADERS, 1, block(call));
    int status = 0;
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      while (true) {
        int head = in.readInt();
        int type = head & 0xff;
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = in.readNBytes(head >>> 8);
        boolean last = (flags & ACK_OR_END_STREAM) != 0;
        if (type == SETTINGS && !last) {
          frame(SETTINGS, ACK_OR_END_STREAM, 0, new byte[0]);
        } else if (type == RESET || type == GO_AWAY) {
          return Optional.empty();
        } else if (stream == 1 && type == HEADERS) {
          status = status == 0 ? StatusField.read(payload) : status;
        } else if (stream == 1 && type == DATA) {
          body.write(payload);
        }
        if (stream == 1 && last) {
          return Optional.of(new Reply(status, body.toString(StandardCharsets.UTF_8)));
        }
      }
    } catch (EOFException e) {
      return Optional.empty();
    }
  }

  private static byte[] block(Call call) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    literal(block, ":method", call.method());
    literal(block, ":scheme", "https");
    literal(block, ":authority", call.host());
    literal(block, ":path", call.path());
    for (Header header : call.headers().entries()) {
      literal(block, header.name().toLowerCase(Locale.ROOT), header.value());
    }
    return block.toByteArray();
  }

  /** A literal field without indexing and without Huffman coding (RFC 7541, 6.2.2). */
  private static void literal(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    text(block, name);
    text(block, value);
  }

  private static void text(ByteArrayOutputStream block, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= 127) {
      throw new IllegalArgumentException("too long for this client: " + text);
    }
    block.write(bytes.length);
    block.writeBytes(bytes);
  }

  private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.putInt(payload.length << 8 | type).put((byte) flags).putInt(stream).put(payload);
    out.write(frame.array());
    out.flush();
  }
}
