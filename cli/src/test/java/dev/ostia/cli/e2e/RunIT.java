package dev.ostia.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `ostia run` on a folder whose files change while requests run. */
class RunIT {

  @TempDir Path temp;

  @Test
  void filesAreEditedBrokenRepairedAndDeletedWhileRequestsRun() throws Exception {
    Path config = Files.createDirectory(temp.resolve("config"));
    int port = OstiaProcess.freePort();
    try (NamedBackend one = new NamedBackend("one");
        NamedBackend two = new NamedBackend("two")) {
      Files.writeString(config.resolve("gateway.yaml"), Yaml.gateway());
      Files.writeString(config.resolve("one.yaml"), Yaml.service("one", one.port()));
      Files.writeString(config.resolve("two.yaml"), Yaml.service("two", two.port()));
      Path app = config.resolve("app.yaml");
      Files.writeString(app, Yaml.virtualService("one"));
      try (OstiaProcess ostia = run(config, port)) {
        awaitAnswer(port, "200 one");
        try (Load load = Load.on(port, "/")) {
          Yaml.replace(app, Yaml.virtualService("two"));
          awaitAnswer(port, "200 two");

          Files.writeString(
              app, "apiVersion: networking.istio.io/v1\nkind: VirtualService\nspec: {");
          ostia.awaitLine("app.yaml:3:");
          assertThat(Http.get(port, "/")).isEqualTo("200 two");

          Files.writeString(app, Yaml.virtualService("one").replace("hosts:", "hostz:"));
          ostia.awaitLine("hostz");
          assertThat(Http.get(port, "/")).isEqualTo("200 two");

          Files.writeString(app, Yaml.virtualService("one"));
          awaitAnswer(port, "200 one");
          await().until(() -> load.answered() > 100);
          assertThat(load.failures()).isEmpty();
        }
        Files.delete(app);
        awaitAnswer(port, "404");
        Files.delete(config.resolve("gateway.yaml"));
        awaitAnswer(port, "refused");

        assertThat(ostia.terminate()).isZero();
        assertThat(ostia.output()).doesNotContain("Exception").doesNotContain("\tat ");
      }
    }
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    Path config = Files.createDirectory(temp.resolve("config"));
    Files.writeString(config.resolve("gateway.yaml"), Yaml.gateway());
    int port = OstiaProcess.freePort();
    try (OstiaProcess ostia = run(config, port)) {
      awaitAnswer(port, "404");
      var children = ProcessHandle.of(ostia.pid()).orElseThrow().descendants().toList();
      assertThat(children).as("the Envoy is a child of the command").isNotEmpty();

      assertThat(ostia.terminate()).isZero();

      // Envoy's guard ends by itself when it sees that the command is gone. The first command after
      // a
      // build may also be making the start-up cache, at the lowest priority.
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(Http.get(port, "/")).isEqualTo("refused");
    }
  }

  private OstiaProcess run(Path config, int port) throws Exception {
    return OstiaProcess.start(
        temp,
        "run",
        "run",
        "-f",
        config.toString(),
        "--port",
        "80=" + port,
        "--xds-address",
        "127.0.0.1:0",
        "--admin-address",
        "127.0.0.1:0",
        "--envoy-admin-port",
        "0",
        "--ready-port",
        "0",
        "--stats-port",
        "0");
  }

  private static void awaitAnswer(int port, String answer) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Http.get(port, "/"), answer::equals);
  }
}
