package dev.ostia.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.controlplane.cases.Backend;
import dev.ostia.controlplane.cases.CaseInput;
import dev.ostia.controlplane.xds.XdsOptions;
import dev.ostia.controlplane.xds.XdsServer;
import dev.ostia.envoy.binary.EnvoyBinary;
import dev.ostia.translator.Translator;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.RouteLayout;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The header that leads a request to its shard is the gateway's own, whatever a client sends. */
class ShardHeaderIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int HOSTS = 40;

  @TempDir private Path folder = Path.of("");

  private final FixedPorts ports = new FixedPorts();

  @Test
  void noClientChoosesAShardAndNeitherBackendNorLogSeesTheHeader() throws Exception {
    Path binary = EnvoyBinary.locate(line -> {});
    ShardingEnvoy.assume(binary);
    CaseSnapshots snapshots = new CaseSnapshots();
    try (EchoServer echo = new EchoServer(Backend.http("echo", "10.0.0.1"));
        XdsServer xds =
            new XdsServer(
                XdsOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                snapshots,
                snapshots)) {
      xds.start();
      try (CaseGateway gateway = new CaseGateway(0, binary, xds.port(), snapshots)) {
        Path input = Files.writeString(folder.resolve("input.yaml"), yaml());
        Path mesh = Files.writeString(folder.resolve("mesh.yaml"), mesh());
        Translator translator =
            new Translator(Proxy.defaultIngressGateway().with(RouteLayout.LEAN.withShardsAbove(0)));
        gateway.configure(
            Remapped.of(
                translator.translate(CaseInput.load(input, Optional.of(mesh)).view()),
                "",
                ports::port,
                address -> echo.port()));
        requests();
      }
    }
  }

  private void requests() throws IOException {
    await()
        .atMost(LONG)
        .until(() -> ask("h0.example.com", "/wait", "").start().startsWith("HTTP/1.1 200"));
    for (int i = 0; i < HOSTS; i++) {
      String host = "h" + i + ".example.com";
      // Every shard there can be, in any case and more than once.
      String forged =
          "X-Ostia-Route-Shard: http.80~%d\r\nx-ostia-route-shard: http.80~1\r\nX-OSTIA-ROUTE-SHARD: a\r\n"
              .formatted(i * 6 % 256);
      RawMessage answer = ask(host, "/", forged);
      assertThat(answer.start()).as(host).startsWith("HTTP/1.1 200");
      assertThat(answer.body()).as(host).doesNotContainIgnoringCase("route-shard");
      assertThat(ask(host, "/direct", forged).body()).isEqualTo("direct " + i);
      assertThat(ask("nobody.example.org", "/", forged).start()).startsWith("HTTP/1.1 404");
    }
    ask("h0.example.com", "/last", "");
    Path log = folder.resolve("access.log");
    await().atMost(LONG).until(() -> Files.readString(log).contains("/last"));
    List<String> lines = Files.readAllLines(log);
    assertThat(lines).filteredOn(line -> line.endsWith(" /direct")).hasSize(HOSTS);
    assertThat(lines).allMatch(line -> line.startsWith("shard=- or=- "));
  }

  private RawMessage ask(String host, String path, String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.port(80))) {
      socket.setSoTimeout(60_000);
      String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return RawMessage.read(new BufferedInputStream(socket.getInputStream())).orElseThrow();
    }
  }

  private String mesh() {
    return """
    extensionProviders:
    - name: file
      envoyFileAccessLog:
        path: %s
        logFormat:
          text: "shard=%%REQ(X-OSTIA-ROUTE-SHARD)%% or=%%REQ(X-NONE?x-ostia-route-shard):9%% %%REQ(:PATH)%%"
    """
        .formatted(folder.resolve("access.log"));
  }

  private static String yaml() {
    StringBuilder yaml =
        new StringBuilder(
            """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: gw}
            spec:
              servers:
              - port: {number: 80, name: http, protocol: HTTP}
                hosts: ['*']
            ---
            apiVersion: telemetry.istio.io/v1
            kind: Telemetry
            metadata: {name: log, namespace: istio-system}
            spec:
              accessLogging:
              - providers: [{name: file}]
            ---
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: echo}
            spec:
              hosts: [echo.test]
              resolution: STATIC
              ports: [{number: 80, name: http, protocol: HTTP}]
              endpoints: [{address: 10.0.0.1}]
            """);
    for (int i = 0; i < HOSTS; i++) {
      yaml.append(
          """
          ---
          apiVersion: networking.istio.io/v1
          kind: VirtualService
          metadata: {name: v%d}
          spec:
            hosts: ['h%d.example.com']
            gateways: [gw]
            http:
            - match: [{uri: {exact: /direct}}]
              directResponse: {status: 200, body: {string: 'direct %d'}}
            - route: [{destination: {host: echo.test}}]
          """
              .formatted(i, i, i));
    }
    return yaml.toString();
  }
}
