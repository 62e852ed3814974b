package dev.ostia.controlplane.cases;

import dev.ostia.translator.simulate.Headers;
import java.util.Optional;

/**
 * A request of {@code calls.yaml}.
 *
 * @param gateway the name of a gateway of the case
 * @param address the local address that is connected to
 * @param port the listener's port
 * @param notSimulated why the simulator cannot answer the call, if it cannot
 */
public record Call(
    String gateway,
    String address,
    int port,
    String method,
    String host,
    String path,
    Headers headers,
    Wire wire,
    Optional<String> notSimulated,
    Expectation expect) {

  @Override
  public String toString() {
    String on = gateway.isEmpty() ? "" : " on " + gateway;
    return wire.protocol().isHttp()
        ? method + " " + host + path + " to port " + port + on + " " + headers.entries() + tls()
        : wire.protocol() + " to port " + port + on + tls();
  }

  private String tls() {
    return wire.protocol().isTls()
        ? " over TLS to '" + wire.sni() + "' as " + wire.clientCertificate().orElse("nobody")
        : "";
  }
}
