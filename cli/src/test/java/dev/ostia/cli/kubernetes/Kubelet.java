package dev.ostia.cli.kubernetes;

import dev.ostia.cli.cases.Trust;
import dev.ostia.controlplane.cases.pki.Certificates;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a kubelet that forwards ports, behind a real API server: the protocol {@code
 * v4.channel.k8s.io} for one port, whose channels are 0 for data and 1 for errors. Each pod is a
 * port of this machine.
 */
final class Kubelet implements AutoCloseable {

  private static final Pattern FORWARD =
      Pattern.compile("GET /portForward/([^/]+)/([^/?]+)\\?port=(\\d+) HTTP/1.1");
  private static final int DATA = 0;
  private static final int ERROR = 1;

  private final ServerSocket server;
  private final Map<String, Integer> pods = new ConcurrentHashMap<>();
  private final Map<String, Integer> cutAfter = new ConcurrentHashMap<>();

  Kubelet() throws IOException {
    server =
        Trust.everyone(Optional.of(Certificates.OF_CASES.get("a")))
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** This pod's forwarded port is that one. */
  void runs(String namespaceAndName, int localPort) {
    pods.put(namespaceAndName, localPort);
  }

  /** The connection to this pod is lost after so many bytes of an answer. */
  void cuts(String namespaceAndName, int bytes) {
    cutAfter.put(namespaceAndName, bytes);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // The end.
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      Matcher request = FORWARD.matcher(line(in));
      if (!request.matches()) {
        return;
      }
      String key = "";
      for (String header = line(in); !header.isEmpty(); header = line(in)) {
        if (header.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
          key = header.substring(header.indexOf(':') + 1).strip();
        }
      }
      client
          .getOutputStream()
          .write(
              """
              HTTP/1.1 101 Switching Protocols\r
              Upgrade: websocket\r
              Connection: Upgrade\r
              Sec-WebSocket-Protocol: v4.channel.k8s.io\r
              Sec-WebSocket-Accept: %s\r
              \r
              """
                  .formatted(WebSocketFrames.accept(key))
                  .getBytes(StandardCharsets.US_ASCII));
      WebSocketFrames frames = new WebSocketFrames(in, client.getOutputStream());
      forward(
          frames, request.group(1) + "/" + request.group(2), Integer.parseInt(request.group(3)));
    } catch (IOException e) {
      // One side is gone.
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  private void forward(WebSocketFrames frames, String pod, int port) throws IOException {
    byte[] portBytes = {(byte) port, (byte) (port >> 8)};
    frames.send(DATA, portBytes, portBytes.length);
    frames.send(ERROR, portBytes, portBytes.length);
    try (Socket behind = new Socket(InetAddress.getLoopbackAddress(), pods.get(pod))) {
      Thread.ofVirtual().start(() -> answers(frames, behind, pod));
      for (byte[] message = frames.read(); message.length > 0; message = frames.read()) {
        behind.getOutputStream().write(message, 1, message.length - 1);
      }
    } catch (ConnectException e) {
      // In the words of containerd.
      byte[] text =
          "error forwarding port %1$d to pod 0a1b, uid : failed to connect to localhost:%1$d: connection refused"
              .formatted(port)
              .getBytes(StandardCharsets.UTF_8);
      frames.send(ERROR, text, text.length);
      frames.close();
      // Closing a socket with something unread in it resets it, and the error may never arrive.
      while (frames.read().length > 0) {
        // Until the other side has closed, too.
      }
    }
  }

  private void answers(WebSocketFrames frames, Socket behind, String pod) {
    try (behind) {
      int left = cutAfter.getOrDefault(pod, Integer.MAX_VALUE);
      byte[] bytes = new byte[16 * 1024];
      InputStream in = behind.getInputStream();
      for (int read = in.read(bytes); read >= 0 && left > 0; read = in.read(bytes)) {
        frames.send(DATA, bytes, Math.min(left, read));
        left -= read;
      }
      frames.close();
    } catch (IOException e) {
      // One side is gone.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
