package dev.ostia.cli.e2e;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * HTTPS requests to a gateway on loopback: some workers keep one connection all the time, the
 * others make a new one for each request. About 200 requests a second, where the machine allows it.
 */
final class TlsLoad implements AutoCloseable {

  private static final int WORKERS_OF_EACH_KIND = 2;
  private static final int PAUSE_MILLIS = 20;

  /**
   * A new connection.
   *
   * @param startNanos {@link System#nanoTime} before it was opened
   * @param endNanos {@link System#nanoTime} after its handshake
   * @param serial of the certificate that it was shown
   */
  record Handshake(long startNanos, long endNanos, BigInteger serial) {}

  private final int port;
  private final SSLSocketFactory sockets = TlsSerial.context().getSocketFactory();
  private final Queue<Handshake> handshakes = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answersOnKept = new AtomicInteger();
  private final List<Thread> workers = new ArrayList<>();
  private volatile boolean running = true;

  private TlsLoad(int port) {
    this.port = port;
  }

  static TlsLoad on(int port) {
    TlsLoad load = new TlsLoad(port);
    for (int i = 0; i < WORKERS_OF_EACH_KIND; i++) {
      load.workers.add(Thread.ofPlatform().start(() -> load.guarded(load::keepOne)));
      load.workers.add(Thread.ofPlatform().start(() -> load.guarded(load::openMany)));
    }
    return load;
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void guarded(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      failures.add(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepOne() throws IOException, InterruptedException {
    try (SSLSocket socket = open()) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (running) {
        ask(socket, in);
        answersOnKept.incrementAndGet();
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  private void openMany() throws InterruptedException {
    while (running) {
      guarded(
          () -> {
            long start = System.nanoTime();
            try (SSLSocket socket = open()) {
              X509Certificate shown =
                  (X509Certificate) socket.getSession().getPeerCertificates()[0];
              handshakes.add(new Handshake(start, System.nanoTime(), shown.getSerialNumber()));
              ask(socket, new BufferedInputStream(socket.getInputStream()));
            }
          });
      Thread.sleep(PAUSE_MILLIS / 2);
    }
  }

  private SSLSocket open() throws IOException {
    SSLSocket socket = (SSLSocket) sockets.createSocket("127.0.0.1", port);
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    socket.startHandshake();
    return socket;
  }

  /** One request and the whole of its answer, so that the next one can follow. */
  private void ask(SSLSocket socket, InputStream in) throws IOException {
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nhost: app\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    String status = line(in);
    if (!status.startsWith("HTTP/1.1 200")) {
      failures.add(status);
    }
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(lower.indexOf(':') + 1).trim());
      } else if (lower.equals("connection: close")) {
        failures.add("the connection is to be closed");
      }
    }
    if (in.readNBytes(length).length < length) {
      throw new EOFException("the connection ended within an answer");
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended");
      }
      if (c != '\r') {
        text.append((char) c);
      }
    }
    return text.toString();
  }

  List<Handshake> handshakes() {
    return List.copyOf(handshakes);
  }

  int answersOnKept() {
    return answersOnKept.get();
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    running = false;
    try {
      for (Thread worker : workers) {
        worker.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
