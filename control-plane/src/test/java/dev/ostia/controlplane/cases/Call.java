package dev.ostia.controlplane.cases;

import dev.ostia.translator.simulate.Headers;

/**
 * A request of {@code calls.yaml}.
 *
 * @param gateway the name of a gateway of the case
 * @param address the local address that is connected to
 * @param port the listener's port
 */
public record Call(
    String gateway,
    String address,
    int port,
    String method,
    String host,
    String path,
    Headers headers,
    Expectation expect) {

  @Override
  public String toString() {
    String on = gateway.isEmpty() ? "" : " on " + gateway;
    return method + " " + host + path + " to port " + port + on + " " + headers.entries();
  }
}
