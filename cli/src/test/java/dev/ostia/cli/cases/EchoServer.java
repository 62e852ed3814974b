package dev.ostia.cli.cases;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostia.controlplane.cases.Answer.BackendView;
import dev.ostia.controlplane.cases.Backend;
import dev.ostia.controlplane.cases.CallsFile;
import dev.ostia.controlplane.cases.EchoBackend;
import dev.ostia.translator.simulate.BackendReply;
import dev.ostia.translator.simulate.Headers;
import dev.ostia.translator.simulate.Headers.Header;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A backend on a free loopback port, with TLS or without. To HTTP/1.1 it answers with what it saw,
 * to anything else line by line with its address and the line.
 */
final class EchoServer implements AutoCloseable {

  /** Names the address that the server stands for; says too that the answer is an echo. */
  static final String ADDRESS_HEADER = "x-echo-address";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What {@link #view} reads again. */
  private record Seen(
      String address, String method, String path, List<Header> headers, Map<String, String> tls) {}

  private final Backend backend;
  private final ServerSocket socket;
  private final AtomicInteger requests = new AtomicInteger();

  /**
   * Starts to serve.
   *
   * @param backend the endpoint that it stands for
   */
  EchoServer(Backend backend) throws IOException {
    this.backend = backend;
    this.socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** How many HTTP requests it got. */
  int requests() {
    return requests.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException e) {
      // The server is closed.
    }
  }

  private void serve(Socket plain) {
    try (plain;
        Socket connection = backend.speaksTls() ? TlsBackend.accept(plain, backend) : plain) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      if (backend.protocol().startsWith("http")) {
        serveHttp(in, out, TlsBackend.seen(connection));
      } else if (!backend.protocol().equals("connect") || isConnected(in, out)) {
        Lines.echo(in, out, backend.address() + " ");
      }
    } catch (IOException e) {
      // Envoy went away.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Agrees to a CONNECT request. */
  private static boolean isConnected(InputStream in, OutputStream out) throws IOException {
    Optional<RawMessage> request = RawMessage.read(in);
    if (request.isEmpty() || !request.get().start().startsWith("CONNECT ")) {
      return false;
    }
    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    return true;
  }

  private void serveHttp(InputStream in, OutputStream out, Map<String, String> tls)
      throws IOException, InterruptedException {
    Optional<RawMessage> request = RawMessage.read(in);
    while (request.isPresent()) {
      requests.incrementAndGet();
      if (request.get().headers().contains("upgrade")) {
        out.write(switched(request.get()).toBytes());
        Lines.echo(in, out, "");
        return;
      }
      out.write(answer(request.get(), tls).toBytes());
      request = RawMessage.read(in);
    }
  }

  /** As a WebSocket server agrees; what follows is not looked at by a gateway. */
  private RawMessage switched(RawMessage request) {
    return new RawMessage(
        "HTTP/1.1 101 Switching Protocols",
        Headers.NONE
            .set("connection", "upgrade")
            .set("upgrade", request.headers().value("upgrade").orElseThrow())
            .set(ADDRESS_HEADER, backend.address()),
        "");
  }

  private RawMessage answer(RawMessage request, Map<String, String> tls)
      throws IOException, InterruptedException {
    String[] line = request.start().split(" ", 3);
    BackendReply reply = EchoBackend.reply(line[1]);
    // The delay is what the case asks of its backend.
    Thread.sleep(reply.delay());
    Seen seen = new Seen(backend.address(), line[0], line[1], request.headers().entries(), tls);
    return new RawMessage(
        "HTTP/1.1 " + backend.status().orElse(reply.status()) + " Echo",
        reply.headers().set(ADDRESS_HEADER, backend.address()),
        JSON.writeValueAsString(seen));
  }

  /** What the backend saw, from its answer. */
  static BackendView view(CallsFile calls, String body) throws IOException {
    Seen seen = JSON.readValue(body, Seen.class);
    Headers headers = new Headers(seen.headers());
    return new BackendView(
        calls.backend(seen.address()),
        seen.method(),
        seen.path(),
        headers.value("host").orElse(""),
        headers,
        seen.tls());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
