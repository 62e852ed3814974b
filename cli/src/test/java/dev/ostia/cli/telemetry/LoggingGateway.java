package dev.ostia.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.envoy.binary.EnvoyBinary;
import dev.ostia.envoy.bootstrap.BootstrapOptions;
import dev.ostia.envoy.bootstrap.EnvoyBootstrap;
import dev.ostia.envoy.bootstrap.GatewayIdentity;
import dev.ostia.envoy.bootstrap.HostPort;
import dev.ostia.envoy.process.EnvoyOptions;
import dev.ostia.envoy.process.EnvoyProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** An Envoy with one port for HTTP whose access log is read. */
final class LoggingGateway implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);

  private final int port;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final EnvoyProcess envoy;

  /** A gateway with the label {@code istio: NAME}. */
  LoggingGateway(Stage stage, String namespace, String name) throws IOException {
    port = Stage.freePort();
    GatewayIdentity identity =
        GatewayIdentity.DEFAULT
            .withName(name)
            .withNamespace(namespace)
            .withLabels(Map.of("istio", name));
    EnvoyOptions options =
        EnvoyOptions.forTests(EnvoyBinary.locate(line -> {}))
            // With one worker a request that follows another sees what that one saw, or newer.
            .withConcurrency(1)
            .withArguments(List.of("--file-flush-interval-msec", "20"))
            .withOutput(output, new ByteArrayOutputStream());
    stage.put(name + ".yaml", gateway(namespace, name));
    envoy =
        EnvoyProcess.start(
            EnvoyBootstrap.of(
                BootstrapOptions.ephemeral(identity, new HostPort("127.0.0.1", stage.xdsPort()))),
            options);
    envoy.awaitReady(Stage.PATIENCE);
    await()
        .atMost(Stage.PATIENCE)
        .pollInterval(POLL)
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(() -> assertThat(get("/warm")).startsWith("HTTP/1.1 200"));
  }

  private String gateway(String namespace, String name) {
    return """
    apiVersion: networking.istio.io/v1
    kind: Gateway
    metadata: {name: %1$s, namespace: %2$s}
    spec:
      selector: {istio: %1$s}
      servers:
      - port: {number: %3$d, name: http, protocol: HTTP}
        hosts: ["*"]
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: %1$s, namespace: %2$s}
    spec:
      hosts: ["*"]
      gateways: [%1$s]
      http:
      - match: [{uri: {prefix: /missing}}]
        directResponse: {status: 404}
      - directResponse: {status: 200}
    """
        .formatted(name, namespace, port);
  }

  /** The status line and what follows, over a connection of its own. */
  String get(String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: example.com\r\nUser-Agent: test\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  /** Waits until the listeners that take connections are as wanted, then makes sure they do. */
  void awaitListeners(Predicate<String> wanted) {
    await()
        .atMost(Stage.PATIENCE)
        .pollInterval(POLL)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> wanted.test(activeListeners()));
    await()
        .atMost(Stage.PATIENCE)
        .pollInterval(POLL)
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(() -> assertThat(get("/warm")).startsWith("HTTP/1.1 200"));
  }

  private String activeListeners() throws IOException {
    return envoy.admin().get("/config_dump?resource=dynamic_listeners&mask=active_state.listener");
  }

  /** The complete lines of the access log. */
  List<String> log() {
    String text = output.toString(StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  /** Waits for the line of a request. */
  String awaitLine(String path) {
    await()
        .atMost(Stage.PATIENCE)
        .pollInterval(POLL)
        .until(() -> log().stream().anyMatch(line -> line.contains(path)));
    return log().stream().filter(line -> line.contains(path)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    envoy.close();
  }
}
