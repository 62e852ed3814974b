package dev.ostia.cli.cases;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Asks on one kept connection with any Host header, also with such as no HTTP client would send.
 */
final class HostProbe implements AutoCloseable {

  private final int port;
  private int connections;
  private Socket socket = new Socket();
  private InputStream in = InputStream.nullInputStream();

  HostProbe(int port) {
    this.port = port;
  }

  /** Status and body of the answer. */
  String answer(String host) throws IOException {
    try {
      return ask(host);
    } catch (EOFException closed) {
      socket.close();
      return ask(host);
    }
  }

  /** How many connections it took. */
  int connections() {
    return connections;
  }

  private String ask(String host) throws IOException {
    if (!socket.isConnected() || socket.isClosed()) {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      connections++;
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(60_000);
      in = new BufferedInputStream(socket.getInputStream());
    }
    OutputStream out = socket.getOutputStream();
    out.write(
        ("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    String status = line().split(" ", 3)[1];
    int length = 0;
    boolean last = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.startsWith("content-length: ")) {
        length = Integer.parseInt(header.substring("content-length: ".length()));
      }
      last |= header.equals("connection: close");
    }
    String body = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    if (last) {
      socket.close();
    }
    return status + " " + body;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the gateway closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
