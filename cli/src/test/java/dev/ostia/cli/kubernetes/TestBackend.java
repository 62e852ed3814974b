package dev.ostia.cli.kubernetes;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ostia.cli.cases.Trust;
import dev.ostia.controlplane.cases.pki.Certificates;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * A server that answers with its name.
 *
 * @param port where it listens
 */
record TestBackend(int port, Closeable server) implements AutoCloseable {

  /** Plain HTTP on all addresses of the network namespace that the thread is in. */
  static TestBackend http(String name) throws IOException {
    return of(HttpServer.create(new InetSocketAddress(0), 100), name);
  }

  /** HTTPS on loopback with a certificate of {@code testdata/certificates.yaml}. */
  static TestBackend https(String name, String certificate) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setHttpsConfigurator(
        new HttpsConfigurator(Trust.everyone(Optional.of(Certificates.OF_CASES.get(certificate)))));
    return of(server, name);
  }

  private static TestBackend of(HttpServer server, String name) {
    byte[] body = name.getBytes(StandardCharsets.UTF_8);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    return new TestBackend(server.getAddress().getPort(), () -> server.stop(0));
  }

  /** TCP on loopback: what comes is sent back behind the name, line by line, as tcp-echo does. */
  static TestBackend lines(String name) throws IOException {
    ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> accept(server, name));
    return new TestBackend(server.getLocalPort(), server);
  }

  private static void accept(ServerSocket server, String name) {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> echo(socket, name));
      }
    } catch (IOException e) {
      // The end.
    }
  }

  private static void echo(Socket socket, String name) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        socket.getOutputStream().write((name + " " + line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // The other side is gone.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
