package dev.ostia.cli.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a port of this machine that can be cut and opened again. */
final class SwitchableProxy implements AutoCloseable {

  private final int target;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  SwitchableProxy(int target) throws IOException {
    this.target = target;
    server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        if (cut) {
          client.close();
        } else {
          connect(client);
        }
      }
    } catch (IOException e) {
      // The end.
    }
  }

  private void connect(Socket client) throws IOException {
    open.add(client);
    Socket behind;
    try {
      behind = new Socket(InetAddress.getLoopbackAddress(), target);
    } catch (IOException e) {
      client.close();
      return;
    }
    open.add(behind);
    Thread.ofVirtual().start(() -> copy(client, behind));
    Thread.ofVirtual().start(() -> copy(behind, client));
    if (cut) {
      closeConnections();
    }
  }

  private void copy(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // One side is gone.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  /** Ends all connections and takes no new ones. */
  void cut() throws IOException {
    cut = true;
    closeConnections();
  }

  /** Takes connections again. */
  void mend() {
    cut = false;
  }

  /** Ends all connections, as a proxy does that has seen them for long enough. */
  void closeConnections() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    closeConnections();
  }
}
