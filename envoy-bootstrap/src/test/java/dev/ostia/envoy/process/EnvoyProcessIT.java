package dev.ostia.envoy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.ostia.envoy.binary.EnvoyBinary;
import dev.ostia.envoy.bootstrap.BootstrapOptions;
import dev.ostia.envoy.bootstrap.EnvoyBootstrap;
import dev.ostia.envoy.bootstrap.HostPort;
import dev.ostia.envoy.bootstrap.XdsProtocol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real Envoy, found or fetched as users get theirs. */
class EnvoyProcessIT {

  private static final Duration LONG = Duration.ofSeconds(60);

  private static Path binary = Path.of("");

  @BeforeAll
  static void anEnvoyIsNeeded() {
    binary = EnvoyBinary.locate(line -> {});
  }

  @ParameterizedTest
  @EnumSource(XdsProtocol.class)
  void envoyAcceptsTheBootstrap(XdsProtocol protocol) {
    try (EnvoyProcess envoy =
        EnvoyProcess.start(
            EnvoyBootstrap.of(BootstrapOptions.DEFAULT.withProtocol(protocol)),
            EnvoyOptions.of(binary).withArguments(List.of("--mode", "validate")))) {
      assertThat(envoy.exit().join()).as(envoy.logTail()).isZero();
    }
  }

  @Test
  void startsWithoutAWarningAndStopsWithExitCodeZero() {
    EnvoyProcess envoy = EnvoyProcess.start(TestBootstrap.idle(), EnvoyOptions.forTests(binary));
    envoy.awaitReady(LONG);

    assertThat(envoy.admin().isLive()).isTrue();
    assertThat(envoy.logTail()).doesNotContain("[warning]", "[error]", "[critical]");
    assertThat(envoy.stop()).isZero();
    assertThat(envoy.stop()).isZero();
    assertThat(envoy.exitCode()).hasValue(0);
  }

  /** Several times as many silent Envoys as the machine has processors. */
  @Test
  void silentEnvoysKeepNoVirtualThreadFromRunning() {
    List<EnvoyProcess> envoys = new ArrayList<>();
    try {
      for (int i = 0; i <= Runtime.getRuntime().availableProcessors(); i++) {
        envoys.add(EnvoyProcess.start(TestBootstrap.idle(), EnvoyOptions.forTests(binary)));
      }
      envoys.forEach(envoy -> envoy.awaitReady(LONG));

      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().equals("envoy-log"))
          .hasSizeGreaterThanOrEqualTo(2 * envoys.size())
          .noneMatch(Thread::isVirtual);
    } finally {
      envoys.forEach(EnvoyProcess::close);
    }
  }

  @Test
  void aControlPlaneThatIsAwayKeepsItFromBeingReady() {
    try (EnvoyProcess envoy =
        EnvoyProcess.start(
            EnvoyBootstrap.of(
                BootstrapOptions.ephemeral(
                    BootstrapOptions.DEFAULT.identity(),
                    new HostPort("127.0.0.1", TestBootstrap.freePort()))),
            EnvoyOptions.forTests(binary))) {
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> assertThat(envoy.logTail()).contains("gRPC config stream to xds-grpc closed"));

      assertThat(envoy.admin().isLive()).isFalse();
    }
  }

  @Test
  void theStatusPortsLeadToOnePageEach() throws IOException {
    int ready = TestBootstrap.freePort();
    int stats = TestBootstrap.freePort();
    try (EnvoyProcess envoy =
        EnvoyProcess.start(
            TestBootstrap.withStatus(TestBootstrap.freePort(), ready, stats),
            EnvoyOptions.forTests(binary))) {
      envoy.awaitReady(LONG);

      assertThat(request(ready, "GET", "/healthz/ready")).startsWith("HTTP/1.1 200");
      assertThat(request(ready, "POST", "/quitquitquit")).startsWith("HTTP/1.1 404");
      assertThat(request(stats, "GET", "/config_dump")).startsWith("HTTP/1.1 404");
      assertThat(request(stats, "GET", "/stats/prometheus"))
          .startsWith("HTTP/1.1 200")
          .contains("envoy_http_downstream_rq_total{http_conn_manager_prefix=\"stats\"} ")
          .doesNotContain("cluster_name=\"envoy-admin\"");
      assertThat(request(stats, "GET", "/stats/prometheus/all"))
          .startsWith("HTTP/1.1 200")
          .contains("envoy_cluster_upstream_rq_total{cluster_name=\"envoy-admin\"} ");
      envoy.admin().post("/healthcheck/fail");
      assertThat(request(ready, "GET", "/healthz/ready")).startsWith("HTTP/1.1 503");
    }
  }

  @Test
  void aPortThatIsTakenIsNotShared() {
    int ready = TestBootstrap.freePort();
    try (EnvoyProcess first =
            EnvoyProcess.start(
                    TestBootstrap.withStatus(TestBootstrap.freePort(), ready, 0),
                    EnvoyOptions.forTests(binary))
                .awaitReady(LONG);
        EnvoyProcess second =
            EnvoyProcess.start(
                TestBootstrap.withStatus(TestBootstrap.freePort(), ready, 0),
                EnvoyOptions.forTests(binary))) {
      assertThat(second.exit().join()).isEqualTo(1);
      assertThat(second.logTail()).contains("Address already in use");
      assertThatThrownBy(() -> second.awaitReady(LONG))
          .isInstanceOf(EnvoyFailedException.class)
          .hasMessageStartingWith("Envoy ended with exit code 1 before it was ready.")
          .hasMessageContaining("Address already in use");
      assertThat(first.admin().isLive()).isTrue();
    }
  }

  @Test
  void anAnswerThatIsUnderWayIsCompletedBeforeTheEnd() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    HttpServer upstream =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    upstream.createContext(
        "/",
        exchange -> {
          arrived.countDown();
          awaitLatch(mayAnswer);
          byte[] body = "complete".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    upstream.start();
    int port = TestBootstrap.freePort();
    EnvoyProcess envoy =
        EnvoyProcess.start(
                TestBootstrap.forwarding(port, upstream.getAddress().getPort()),
                EnvoyOptions.forTests(binary).withTerminationDrain(LONG))
            .awaitReady(LONG);
    CompletableFuture<String> answer = inBackground(() -> request(port, "GET", "/slow"));
    assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();

    CompletableFuture<Integer> stopped = inBackground(envoy::stop);
    await().atMost(LONG).until(() -> !envoy.admin().isLive());
    assertThat(stopped).isNotDone();
    mayAnswer.countDown();

    assertThat(answer.get(60, TimeUnit.SECONDS))
        .startsWith("HTTP/1.1 200")
        .contains("connection: close")
        .endsWith("complete");
    assertThat(stopped.get(60, TimeUnit.SECONDS)).isZero();
    upstream.stop(0);
  }

  @Test
  void aSignalsExitCodeIsPassedOn() {
    try (EnvoyProcess envoy =
        EnvoyProcess.start(TestBootstrap.idle(), EnvoyOptions.forTests(binary))) {
      envoy.awaitReady(LONG);
      ProcessHandle.of(envoy.pid()).orElseThrow().destroyForcibly();

      assertThat(envoy.exit().join()).isEqualTo(128 + 9);
    }
  }

  @Test
  void noEnvoyOutlivesAKilledParent() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EnvoyRunner.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
      ProcessHandle envoy = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
      parent.destroyForcibly();

      assertThat(envoy.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
    }
  }

  /** The whole answer of a connection of its own. */
  private static String request(int port, String method, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String head =
          method
              + " "
              + path
              + " HTTP/1.1\r\nhost: test\r\nconnection: close\r\n"
              + "content-length: 0\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static <T> CompletableFuture<T> inBackground(java.util.concurrent.Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                result.complete(work.call());
              } catch (Exception e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the test never let the upstream answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
