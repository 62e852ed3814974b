package dev.ostia.cli.cases;

import dev.ostia.controlplane.cases.Answer;
import dev.ostia.controlplane.cases.Answer.BackendView;
import dev.ostia.controlplane.cases.Call;
import dev.ostia.controlplane.cases.CallsFile;
import dev.ostia.controlplane.cases.Expectation;
import dev.ostia.translator.simulate.Headers;
import dev.ostia.translator.simulate.Headers.Header;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plays calls against an Envoy. */
final class RealClient {

  private static final int TIMEOUT_MILLIS = 20_000;

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
    try (Socket socket = new Socket(call.address(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request(call).toBytes());
      Optional<RawMessage> response =
          RawMessage.read(new BufferedInputStream(socket.getInputStream()));
      return response.isPresent() ? answer(response.get()) : Answer.none(Expectation.CLOSED);
    } catch (ConnectException e) {
      return Answer.none(Expectation.REFUSED);
    }
  }

  private static RawMessage request(Call call) {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("host", call.host()));
    headers.addAll(call.headers().entries());
    headers.add(new Header("connection", "close"));
    String line = call.method() + " " + call.path() + " HTTP/1.1";
    return new RawMessage(line, new Headers(headers), "");
  }

  private Answer answer(RawMessage response) throws IOException {
    int status = Integer.parseInt(response.start().split(" ", 3)[1]);
    Optional<String> address = response.headers().value(EchoServer.ADDRESS_HEADER);
    Optional<BackendView> view = Optional.empty();
    if (address.isPresent()) {
      view = Optional.of(EchoServer.view(calls.backend(address.get()), response.body()));
    }
    return new Answer(Expectation.ANSWER, status, response.headers(), response.body(), view);
  }
}
