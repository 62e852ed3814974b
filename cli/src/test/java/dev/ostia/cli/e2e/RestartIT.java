package dev.ostia.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control plane dies and comes back while its gateway carries traffic. */
class RestartIT {

  private static final String LISTENERS_DRAINED = "listener_manager.total_listeners_draining";

  @TempDir Path temp;
  private Path config;
  private final int gatewayPort = OstiaProcess.freePort();
  private final int xdsPort = OstiaProcess.freePort();
  private final int adminPort = OstiaProcess.freePort();
  private final int envoyAdminPort = OstiaProcess.freePort();

  @BeforeEach
  void makeFolder() throws Exception {
    config = Files.createDirectory(temp.resolve("config"));
    Files.writeString(
        config.resolve("gateway.yaml"),
        Yaml.gateway().replace("number: 80", "number: " + gatewayPort));
    Files.writeString(config.resolve("app.yaml"), Yaml.virtualService("one"));
  }

  @Test
  void killedControlPlaneCostsNoRequestAndResendsNothing() throws Exception {
    try (NamedBackend one = new NamedBackend("one");
        NamedBackend two = new NamedBackend("two")) {
      Files.writeString(config.resolve("one.yaml"), Yaml.service("one", one.port()));
      Files.writeString(config.resolve("two.yaml"), Yaml.service("two", two.port()));
      OstiaProcess first = controlPlane("first");
      try (OstiaProcess proxy = proxy()) {
        awaitAnswer("200 one");
        long routes = Http.envoyStat(envoyAdminPort, rds("update_success"));
        long clusters = Http.envoyStat(envoyAdminPort, "cluster_manager.cluster_modified");
        try (Load load = Load.on(gatewayPort, "/")) {
          await().until(() -> load.answered() > 50);
          first.kill();
          await().until(() -> load.answered() > 100);

          try (OstiaProcess second = controlPlane("second")) {
            await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> Http.envoyStat(envoyAdminPort, "control_plane.connected_state") == 1);
            int before = load.answered();
            await().until(() -> load.answered() > before + 100);
            assertThat(Http.envoyStat(envoyAdminPort, rds("update_success"))).isEqualTo(routes);
            assertThat(Http.envoyStat(envoyAdminPort, "cluster_manager.cluster_modified"))
                .isEqualTo(clusters);
            assertThat(Http.envoyStat(envoyAdminPort, "listener_manager.listener_modified"))
                .isZero();
            assertThat(Http.envoyStat(envoyAdminPort, LISTENERS_DRAINED)).isZero();

            Yaml.replace(config.resolve("app.yaml"), Yaml.virtualService("two"));
            awaitAnswer("200 two");
            assertThat(second.isAlive()).isTrue();
          }
          assertThat(load.failures()).isEmpty();
        }
        assertThat(proxy.terminate()).isZero();
      } finally {
        first.close();
      }
    }
  }

  @Test
  void editsMadeWhileItWasDownAreSentOnReturn() throws Exception {
    try (NamedBackend one = new NamedBackend("one");
        NamedBackend two = new NamedBackend("two")) {
      Files.writeString(config.resolve("one.yaml"), Yaml.service("one", one.port()));
      Files.writeString(config.resolve("two.yaml"), Yaml.service("two", two.port()));
      OstiaProcess first = controlPlane("first");
      try (OstiaProcess proxy = proxy()) {
        awaitAnswer("200 one");
        first.kill();
        Files.writeString(config.resolve("app.yaml"), Yaml.virtualService("two"));
        Files.delete(config.resolve("one.yaml"));
        assertThat(Http.get(gatewayPort, "/")).isEqualTo("200 one");

        try (OstiaProcess second = controlPlane("second")) {
          awaitAnswer("200 two");
          await()
              .atMost(Duration.ofSeconds(30))
              .until(
                  () ->
                      !Http.get(envoyAdminPort, "/clusters")
                          .contains("outbound|80||one.default.svc.cluster.local"));
          assertThat(second.isAlive()).isTrue();
        }
        assertThat(proxy.isAlive()).isTrue();
      } finally {
        first.close();
      }
    }
  }

  private String rds(String name) {
    return "http.outbound_0.0.0.0_%d.rds.http.%d.%s".formatted(gatewayPort, gatewayPort, name);
  }

  private OstiaProcess controlPlane(String name) throws Exception {
    return OstiaProcess.start(
            temp,
            name,
            "control-plane",
            "-f",
            config.toString(),
            "--xds-address",
            "127.0.0.1:" + xdsPort,
            "--admin-address",
            "127.0.0.1:" + adminPort)
        .awaitLine("ready");
  }

  private OstiaProcess proxy() throws Exception {
    return OstiaProcess.start(
        temp,
        "proxy",
        "proxy",
        "--xds-address",
        "127.0.0.1:" + xdsPort,
        "--id",
        "gw",
        "--namespace",
        "istio-system",
        "--label",
        "istio=ingressgateway",
        "--admin-port",
        Integer.toString(envoyAdminPort),
        "--ready-port",
        Integer.toString(OstiaProcess.freePort()),
        "--stats-port",
        Integer.toString(OstiaProcess.freePort()),
        "--concurrency",
        "1");
  }

  private void awaitAnswer(String answer) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Http.get(gatewayPort, "/"), answer::equals);
  }
}
