package dev.ostia.cli.cases;

import dev.ostia.translator.simulate.Headers;
import dev.ostia.translator.simulate.Headers.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP/1.1 message as it is on the wire: paths and headers go through unchanged, which the usual
 * clients and servers do not allow.
 *
 * @param start the request line or the status line
 */
record RawMessage(String start, Headers headers, String body) {

  /** Reads one; empty if the other side closed instead. */
  static Optional<RawMessage> read(InputStream in) throws IOException {
    String start = line(in);
    if (start.isEmpty()) {
      return Optional.empty();
    }
    List<Header> headers = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    Headers all = new Headers(headers);
    int length = all.value("content-length").map(Integer::parseInt).orElse(0);
    byte[] body = in.readNBytes(length);
    return Optional.of(new RawMessage(start, all, new String(body, StandardCharsets.UTF_8)));
  }

  /** As bytes, with a length. */
  byte[] toBytes() {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(start).append("\r\n");
    for (Header header : headers.set("content-length", "" + content.length).entries()) {
      head.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }
}
