package dev.ostia.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.ostia.cli.Cli;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that ask a running control plane and the Envoy that it feeds. */
class LiveCommandsIT {

  private static final Duration LONG = Duration.ofMinutes(2);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir private static Path folder;

  private static HttpServer backend;
  private static LiveGateway gateway;
  private static Path config;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    backend.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    backend.createContext(
        "/",
        exchange -> {
          int status = exchange.getRequestURI().getPath().startsWith("/bad") ? 500 : 200;
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    backend.start();
    port = LiveGateway.freePort();
    config = Files.createDirectory(folder.resolve("config"));
    Files.writeString(config.resolve("all.yaml"), yaml("5s"));
    gateway = LiveGateway.start(config, "edge-1");
    LiveGateway.awaitOpen(port);
    await().atMost(LONG).until(() -> ask("/") == 200);
  }

  @AfterAll
  static void stop() {
    if (gateway != null) {
      gateway.close();
    }
    backend.stop(0);
  }

  private static String yaml(String timeout) {
    return """
    apiVersion: networking.istio.io/v1
    kind: Gateway
    metadata: {name: front}
    spec:
      selector: {istio: ingressgateway}
      servers:
      - port: {number: %d, name: http, protocol: HTTP}
        hosts: ["*"]
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: app}
    spec:
      hosts: ["*"]
      gateways: [front]
      http:
      - timeout: %s
        route: [{destination: {host: app}}]
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: app}
    spec: {ports: [{name: http, port: 80}]}
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: app-1, labels: {kubernetes.io/service-name: app}}
    addressType: IPv4
    ports: [{name: http, port: %d}]
    endpoints: [{addresses: [127.0.0.1]}]
    """
        .formatted(port, timeout, backend.getAddress().getPort());
  }

  private static int ask(String path) throws Exception {
    return CLIENT
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static Cli run(String... arguments) {
    Object[] all = new Object[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--control-plane";
    all[arguments.length + 1] = gateway.controlPlane();
    return Cli.run(all);
  }

  @Test
  void theStateOfEachTypeIsShown() {
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(run("ps").out().lines().toList().get(1))
                    .matches(
                        "edge-1\\.istio-system +SYNCED \\(\\w+\\) +SYNCED \\(\\w+\\) +SYNCED"
                            + " \\(\\w+\\) +SYNCED \\(\\w+\\) +NOT SENT +\\w+"));
    assertThat(run("ps", "-o", "wide").out().lines().toList().get(1))
        .matches("edge-1\\.istio-system +SYNCED [0-9a-f]{12} \\(\\w+\\) .*");
  }

  @Test
  void envoyHasWhatItWasSent() {
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(run("ps", "edge-1", "--admin", gateway.admin()))
                    .isEqualTo(
                        new Cli(
                            0,
                            "Clusters Match\nListeners Match\nRoutes Match\nEndpoints Match\n",
                            "")));
    assertThat(run("ps", "nobody", "--admin", gateway.admin()).err())
        .contains("no proxy nobody is connected");
  }

  @Test
  void aRequestIsExplainedFromWhatTheGatewayHas() {
    Cli said = run("explain", "http://any.example.com:" + port + "/x", "--proxy", "edge-1");
    assertThat(said.exitCode()).isZero();
    assertThat(said.out())
        .contains("VirtualService default/app")
        .contains("cluster          outbound|80||app.default.svc.cluster.local");
    assertThat(run("explain", "http://x.example.com:1/", "--proxy", "edge-1").exitCode())
        .isEqualTo(1);
  }

  @Test
  void aFolderIsComparedWithWhatTheGatewayHas() throws Exception {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("all.yaml"), yaml("7s"));
    Cli changed = run("diff", "--proxy", "edge-1", "-f", other.toString());
    assertThat(changed.exitCode()).isEqualTo(1);
    assertThat(changed.out()).contains("-", "+", "timeout: 7s").doesNotContain("VirtualService ");
    assertThat(run("diff", "--proxy", "edge-1", "-f", config.toString()).exitCode()).isZero();
    assertThat(run("diff", "--proxy", "edge-1").exitCode()).isEqualTo(2);
  }

  @Test
  void aChangeCanBeWatched() throws Exception {
    CompletableFuture<Cli> watching =
        CompletableFuture.supplyAsync(() -> run("watch", "--count", "5"));
    AtomicBoolean even = new AtomicBoolean();
    // The first change may come before the watch begins, so there are changes until it has seen
    // one.
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              Path temporary = folder.resolve("all.tmp");
              Files.writeString(temporary, yaml(even.getAndSet(!even.get()) ? "5s" : "6s"));
              Files.move(temporary, config.resolve("all.yaml"), StandardCopyOption.ATOMIC_MOVE);
              return watching.isDone();
            });
    Files.writeString(config.resolve("all.yaml"), yaml("5s"));
    Cli seen = watching.get(60, TimeUnit.SECONDS);
    assertThat(seen.out())
        .containsPattern("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  change     VirtualService default/app\n")
        .containsPattern("compute    edge-1\\.istio-system: 1 of 1 routes  \\d+\\.\\d ms\n")
        .containsPattern("push       edge-1\\.istio-system routes: 1 resource, \\d+ bytes, version")
        .containsPattern("ack        edge-1\\.istio-system routes: version \\w+  \\d+\\.\\d ms\n");
    await().atMost(LONG).until(() -> gateway.ask("/config_dump").contains("\"timeout\": \"5s\""));
  }

  @Test
  void theGraphShowsTraffic() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    Thread load =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!enough.get()) {
                    try {
                      ask("/good");
                      ask("/bad");
                    } catch (Exception e) {
                      throw new IllegalStateException(e);
                    }
                  }
                });
    try {
      assertThat(
              Cli.run("graph", "--live", gateway.admin(), "--interval", "1", "-o", "mermaid").out())
          .containsPattern("route1 -->\\|\"\\d+\\.\\d/s, [45]\\d\\.\\d% errors\"\\| service1");
    } finally {
      enough.set(true);
      load.join();
    }
    assertThat(run("graph", "--proxy", "edge-1", "-o", "mermaid").out())
        .contains("route1[\"any request<br/>VirtualService default/app\"]")
        .contains("endpoint1[\"127.0.0.1:" + backend.getAddress().getPort() + "<br/>ready\"]");
  }
}
