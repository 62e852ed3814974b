package dev.ostia.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the flags of the launcher. */
class MemoryIT {

  @TempDir Path folder;

  @Test
  void theHeapIsCollectedWhenNothingIsGoingOn() throws Exception {
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        config.resolve("namespace.yaml"), "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n");
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
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () ->
                  assertThat(Http.get(admin, "/metrics"))
                      .containsPattern(
                          "jvm_gc_pause_seconds_count\\{.*\"System\\.gc\\(\\)\".* [1-9]"));
    }
  }
}
