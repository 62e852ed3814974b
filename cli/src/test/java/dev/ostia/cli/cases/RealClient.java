package dev.ostia.cli.cases;

import dev.ostia.controlplane.cases.Answer;
import dev.ostia.controlplane.cases.Answer.BackendView;
import dev.ostia.controlplane.cases.Answer.Handshake;
import dev.ostia.controlplane.cases.Call;
import dev.ostia.controlplane.cases.CallsFile;
import dev.ostia.controlplane.cases.Expectation;
import dev.ostia.translator.simulate.Headers;
import dev.ostia.translator.simulate.Headers.Header;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Plays calls against an Envoy. */
final class RealClient {

  private static final int TIMEOUT_MILLIS = 20_000;
  private static final int SWITCHED = 101;

  private final CallsFile calls;

  RealClient(CallsFile calls) {
    this.calls = calls;
  }

  /**
   * Plays a call once.
   *
   * @param port where the listener really is
   */
  Answer play(Call call, int port) throws IOException {
    if (call.wire().protocol().isGrpc()) {
      return new GrpcClient(calls).play(call, port);
    }
    try (Socket socket = new Socket(call.address(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      return call.wire().protocol().isTls() ? secured(call, socket) : ask(call, socket);
    } catch (ConnectException e) {
      return Answer.none(Expectation.REFUSED);
    }
  }

  private Answer secured(Call call, Socket plain) throws IOException {
    try (SSLSocket socket = TlsClient.wrap(plain, call.wire())) {
      Handshake shown;
      try {
        shown = TlsClient.shake(socket);
      } catch (SSLException | SocketException | EOFException e) {
        return Answer.none(Expectation.HANDSHAKE_FAILED);
      }
      if (shown.alpn().equals("h2")) {
        return http2(call, socket).after(shown);
      }
      try {
        return ask(call, socket).after(shown);
      } catch (SSLException e) {
        return Answer.none(Expectation.HANDSHAKE_FAILED);
      }
    }
  }

  private Answer ask(Call call, Socket socket) throws IOException {
    try {
      return call.wire().protocol().isHttp() ? http(call, socket) : line(call, socket);
    } catch (SSLException e) {
      throw e;
    } catch (SocketException e) {
      return Answer.none(Expectation.CLOSED);
    }
  }

  private Answer http(Call call, Socket socket) throws IOException {
    socket.getOutputStream().write(request(call).toBytes());
    InputStream in = new BufferedInputStream(socket.getInputStream());
    Optional<RawMessage> response = RawMessage.read(in);
    if (response.isEmpty()) {
      return Answer.none(Expectation.CLOSED);
    }
    if (status(response.get()) == SWITCHED) {
      Lines.write(socket.getOutputStream(), call.wire().send());
      String echo = Lines.read(in).orElse("");
      return switched(response.get(), echo);
    }
    return answer(response.get());
  }

  private Answer http2(Call call, SSLSocket socket) throws IOException {
    Optional<RawHttp2.Reply> reply =
        new RawHttp2(socket.getInputStream(), socket.getOutputStream()).ask(call);
    if (reply.isEmpty()) {
      return Answer.none(Expectation.CLOSED);
    }
    String body = reply.get().body();
    Optional<BackendView> view =
        body.startsWith("{") ? Optional.of(EchoServer.view(calls, body)) : Optional.empty();
    return new Answer(
        Expectation.ANSWER, reply.get().status(), Headers.NONE, body, Optional.empty(), view);
  }

  private Answer line(Call call, Socket socket) throws IOException {
    Lines.write(socket.getOutputStream(), call.wire().send());
    Optional<String> line = Lines.read(new BufferedInputStream(socket.getInputStream()));
    if (line.isEmpty()) {
      return Answer.none(Expectation.CLOSED);
    }
    String[] parts = line.get().split(" ", 2);
    return new Answer(
        Expectation.ANSWER,
        0,
        Headers.NONE,
        parts[1],
        Optional.empty(),
        Optional.of(view(parts[0])));
  }

  private BackendView view(String address) {
    return new BackendView(calls.backend(address), "", "", "", Headers.NONE, Map.of());
  }

  private static RawMessage request(Call call) {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("host", call.host()));
    headers.addAll(call.headers().entries());
    if (!call.headers().contains("connection")) {
      headers.add(new Header("connection", "close"));
    }
    String line = call.method() + " " + call.path() + " HTTP/1.1";
    return new RawMessage(line, new Headers(headers), "");
  }

  private static int status(RawMessage response) {
    return Integer.parseInt(response.start().split(" ", 3)[1]);
  }

  private Answer switched(RawMessage response, String echo) {
    return new Answer(
        Expectation.ANSWER,
        SWITCHED,
        response.headers(),
        echo,
        Optional.empty(),
        response.headers().value(EchoServer.ADDRESS_HEADER).map(this::view));
  }

  private Answer answer(RawMessage response) throws IOException {
    Optional<BackendView> view = Optional.empty();
    if (response.headers().contains(EchoServer.ADDRESS_HEADER)) {
      view = Optional.of(EchoServer.view(calls, response.body()));
    }
    return new Answer(
        Expectation.ANSWER,
        status(response),
        response.headers(),
        response.body(),
        Optional.empty(),
        view);
  }
}
