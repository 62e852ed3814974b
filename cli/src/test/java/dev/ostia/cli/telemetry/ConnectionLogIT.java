package dev.ostia.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections are logged: plain ones, passed-through ones, and those that nobody takes. */
class ConnectionLogIT {

  @TempDir Path temp;

  @Test
  void plainPassedThroughAndRefused() throws Exception {
    int tcp = Stage.freePort();
    int tls = Stage.freePort();
    String format =
        "accessLogFormat: \"%RESPONSE_FLAGS% [%REQUESTED_SERVER_NAME%] %UPSTREAM_CLUSTER_RAW%\"\n";
    try (ServerSocket backend = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Stage stage = new Stage(temp, "accessLogFile: /dev/stdout\n" + format);
        LoggingGateway gateway = new LoggingGateway(stage, "istio-system", "front")) {
      Thread closing = Thread.ofVirtual().start(() -> closeAll(backend));
      stage.put("streams.yaml", streams(tcp, tls, backend.getLocalPort()));
      awaitOpen(tcp);
      awaitOpen(tls);
      try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), tcp)) {
        plain.getOutputStream().write("x\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(plain.getInputStream().read()).isNegative();
      }
      hello(tls, "known.example.com");
      hello(tls, "unknown.example.com");

      String cluster = "outbound|9000||backend.default.svc.cluster.local";
      gateway.awaitLine("[-] " + cluster);
      assertThat(gateway.awaitLine("[known.example.com]"))
          .isEqualTo("- [known.example.com] " + cluster);
      assertThat(gateway.awaitLine("[unknown.example.com]"))
          .isEqualTo("NR [unknown.example.com] -");
      closing.interrupt();
    }
  }

  private static void closeAll(ServerSocket backend) {
    while (!Thread.interrupted()) {
      try (Socket accepted = backend.accept()) {
        // What comes first is enough: the client sees the end.
        var _ = accepted.getInputStream().read();
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void awaitOpen(int port) {
    await()
        .atMost(Stage.PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
              }
            });
  }

  /** The beginning of a handshake, which nobody answers. */
  private static void hello(int port, String serverName) throws Exception {
    try (SSLSocket socket =
        (SSLSocket)
            SSLContext.getDefault()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(serverName)));
      socket.setSSLParameters(parameters);
      assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
    }
  }

  private static String streams(int tcp, int tls, int backend) {
    return """
    apiVersion: networking.istio.io/v1
    kind: Gateway
    metadata: {name: streams}
    spec:
      selector: {istio: front}
      servers:
      - port: {number: %d, name: tcp, protocol: TCP}
        hosts: ["*"]
      - port: {number: %d, name: tls, protocol: TLS}
        tls: {mode: PASSTHROUGH}
        hosts: ["*.example.com"]
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: tcp}
    spec:
      hosts: ["*"]
      gateways: [streams]
      tcp:
      - route: [{destination: {host: backend, port: {number: 9000}}}]
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: tls}
    spec:
      hosts: [known.example.com]
      gateways: [streams]
      tls:
      - match: [{sniHosts: [known.example.com]}]
        route: [{destination: {host: backend, port: {number: 9000}}}]
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: backend}
    spec:
      ports: [{name: tcp, port: 9000}]
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: backend-1, labels: {kubernetes.io/service-name: backend}}
    addressType: IPv4
    ports: [{name: tcp, port: %d}]
    endpoints: [{addresses: [127.0.0.1]}]
    """
        .formatted(tcp, tls, backend);
  }
}
