package dev.ostia.cli.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Istio's task "TCP Traffic Shifting", row by row. */
@ExtendWith(SharedApiServer.class)
class TcpTutorialIT {

  private final TestCluster cluster;
  private final int port = ApiServer.freePort();

  TcpTutorialIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  /** What comes back on a line; {@code refused} and {@code closed} where nothing does. */
  private String echo() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
      String line =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      return line == null ? "closed" : line;
    } catch (ConnectException e) {
      return "refused";
    } catch (IOException e) {
      return "closed";
    }
  }

  private void awaitEcho(String expected) {
    await().atMost(TestCluster.LONG).until(this::echo, expected::equals);
  }

  private Set<String> echoes(int connections) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < connections; i++) {
      seen.add(echo());
    }
    return seen;
  }

  private String route(int one, int two) {
    return """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: tcp-echo, namespace: tcp}
    spec:
      hosts: ["*"]
      gateways: [gateway]
      tcp:
      - match: [{port: %d}]
        route:
        - {destination: {host: one, port: {number: 80}}, weight: %d}
        - {destination: {host: two, port: {number: 80}}, weight: %d}
    """
        .formatted(port, one, two);
  }

  @Test
  void trafficIsShiftedFromOneVersionToTheOther() throws Exception {
    cluster.namespace("tcp");
    try (TestBackend one = TestBackend.lines("one");
        TestBackend two = TestBackend.lines("two");
        RunningGateway running = RunningGateway.start(cluster.config())) {
      cluster.apply(Objects.backend("tcp", "one", "TCP", one.port()));
      cluster.apply(Objects.backend("tcp", "two", "TCP", two.port()));
      cluster.apply(
          Objects.gateway("tcp", port)
              .replace("name: http, protocol: HTTP", "name: tcp, protocol: TCP"));
      // A TCP server without a route has nothing to listen for.
      assertThat(echo()).isEqualTo("refused");

      cluster.apply(route(100, 0));
      awaitEcho("one hello");
      assertThat(echoes(20)).containsOnly("one hello");
      cluster.apply(route(50, 50));
      awaitEcho("two hello");
      assertThat(echoes(60)).containsOnly("one hello", "two hello");
      cluster.apply(route(0, 100));
      await().atMost(TestCluster.LONG).until(() -> echoes(20).equals(Set.of("two hello")));

      cluster.delete("virtualservice", "tcp", "tcp-echo");
      awaitEcho("refused");
      assertThat(running.page("/ready")).isEqualTo("200 ready");
    }
  }
}
