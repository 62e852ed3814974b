package dev.ostia.cli.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One address for several servers of this machine, as a Service is: each connection to the next.
 */
final class Balancer implements AutoCloseable {

  private final ServerSocket server;
  private final List<Integer> ports = new CopyOnWriteArrayList<>();
  private int last;

  Balancer() throws IOException {
    server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** New connections go here too. */
  void add(int port) {
    ports.add(port);
  }

  /** New connections go here no longer; those that are open stay. */
  void remove(int port) {
    ports.removeIf(one -> one == port);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        connect(client);
      }
    } catch (IOException e) {
      // The end.
    }
  }

  private void connect(Socket client) throws IOException {
    List<Integer> now = new ArrayList<>(ports);
    for (int i = 0; i < now.size(); i++) {
      last++;
      try {
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), now.get(last % now.size()));
        Thread.ofVirtual().start(() -> copy(client, behind));
        Thread.ofVirtual().start(() -> copy(behind, client));
        return;
      } catch (IOException e) {
        // The next one may be there.
      }
    }
    client.close();
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // One side is gone.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
