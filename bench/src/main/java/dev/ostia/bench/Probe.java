package dev.ostia.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * Asks an Envoy on 127.0.0.1 again and again over one connection until it answers by a new rule.
 */
final class Probe implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(1);

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  Probe(int port) throws IOException {
    socket = new Socket(java.net.InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /**
   * Waits until the host's answer carries this version.
   *
   * @return {@link System#nanoTime} when it did
   * @throws IOException after the time given
   */
  long awaitVersion(String host, String version, Duration atMost)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (System.nanoTime() < end) {
      if (version.equals(ask(host))) {
        return System.nanoTime();
      }
      Thread.sleep(PAUSE);
    }
    throw new IOException("no answer with x-version " + version + " from " + host);
  }

  /** The {@code x-version} of one answer; empty if there is none. */
  String ask(String host) throws IOException {
    out.write(("GET / HTTP/1.1\r\nhost: " + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
    String version = "";
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("x-version:")) {
        version = line.substring(line.indexOf(':') + 1).trim();
      } else if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).trim());
      }
    }
    if (in.readNBytes(length).length < length) {
      throw new EOFException("the connection ended within an answer");
    }
    return version;
  }

  private String line() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended within an answer");
      }
      if (c != '\r') {
        text.append((char) c);
      }
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
