package dev.ostia.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the flags of the launcher. */
class MemoryIT {

  @TempDir Path folder;

  @Test
  void whatAChangeLeavesBehindIsCollected() throws Exception {
    Path config = Files.writeString(folder.resolve("config.yaml"), virtualServices("a"));
    int admin = OstiaProcess.freePort();
    try (OstiaProcess ostia =
        OstiaProcess.start(
            folder,
            "control-plane",
            "control-plane",
            "-f",
            config.toString(),
            "--xds-address=127.0.0.1:0",
            "--admin-address=127.0.0.1:" + admin)) {
      ostia.awaitLine("ready: ");
      Files.writeString(config, virtualServices("b"));
      await()
          .atMost(Duration.ofSeconds(60))
          // Each look makes garbage, and so is no pause.
          .pollInterval(Duration.ofSeconds(12))
          .untilAsserted(
              () ->
                  assertThat(Http.get(admin, "/metrics"))
                      .containsPattern(
                          "jvm_gc_pause_seconds_count\\{.*\"System\\.gc\\(\\)\".* [1-9]"));
    }
  }

  private static String virtualServices(String prefix) {
    return IntStream.range(0, 4000)
        .mapToObj(i -> virtualService(i, prefix))
        .collect(Collectors.joining());
  }

  private static String virtualService(int number, String prefix) {
    return """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: host-%1$d}
    spec:
      hosts: [host-%1$d.example.com]
      http: [{match: [{uri: {prefix: /%2$s}}], route: [{destination: {host: a.example.com}}]}]
    ---
    """
        .formatted(number, prefix);
  }
}
