package dev.ostia.cli.cases;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostia.controlplane.cases.Answer.BackendView;
import dev.ostia.controlplane.cases.EchoBackend;
import dev.ostia.translator.simulate.BackendReply;
import dev.ostia.translator.simulate.Headers;
import dev.ostia.translator.simulate.Headers.Header;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

/** An HTTP/1.1 backend on a free loopback port that answers with what it saw. */
final class EchoServer implements AutoCloseable {

  /** Names the address that the server stands for; says too that the answer is an echo. */
  static final String ADDRESS_HEADER = "x-echo-address";

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Seen(String method, String path, List<Header> headers) {}

  private final String address;
  private final ServerSocket socket;

  /**
   * Starts to serve.
   *
   * @param address of the endpoint that it stands for
   */
  EchoServer(String address) throws IOException {
    this.address = address;
    this.socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
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

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      Optional<RawMessage> request = RawMessage.read(in);
      while (request.isPresent()) {
        connection.getOutputStream().write(answer(request.get()).toBytes());
        request = RawMessage.read(in);
      }
    } catch (IOException e) {
      // Envoy went away.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private RawMessage answer(RawMessage request) throws IOException, InterruptedException {
    String[] line = request.start().split(" ", 3);
    BackendReply reply = EchoBackend.reply(line[1]);
    // The delay is what the case asks of its backend.
    Thread.sleep(reply.delay());
    Seen seen = new Seen(line[0], line[1], request.headers().entries());
    return new RawMessage(
        "HTTP/1.1 " + reply.status() + " Echo",
        reply.headers().set(ADDRESS_HEADER, address),
        JSON.writeValueAsString(seen));
  }

  /** What the backend of this name saw, from its answer. */
  static BackendView view(String backend, String body) throws IOException {
    Seen seen = JSON.readValue(body, Seen.class);
    Headers headers = new Headers(seen.headers());
    return new BackendView(
        backend, seen.method(), seen.path(), headers.value("host").orElse(""), headers);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
