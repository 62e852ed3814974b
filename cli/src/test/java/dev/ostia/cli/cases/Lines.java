package dev.ostia.cli.cases;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of text on a connection. */
final class Lines {

  private Lines() {}

  /** Reads one; empty at the end. */
  static Optional<String> read(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return Optional.empty();
      }
      line.write(b);
    }
    return Optional.of(line.toString(StandardCharsets.UTF_8));
  }

  static void write(OutputStream out, String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Sends every line back with a prefix, until the other side ends. */
  static void echo(InputStream in, OutputStream out, String prefix) throws IOException {
    Optional<String> line = read(in);
    while (line.isPresent()) {
      write(out, prefix + line.get());
      line = read(in);
    }
  }
}
