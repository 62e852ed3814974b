package dev.ostia.envoy.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvoyOptionsTest {

  private static final EnvoyOptions OPTIONS = EnvoyOptions.of(Path.of("/opt/envoy"));

  @Test
  void drainsAsIstiosGatewaysDo() {
    assertThat(OPTIONS.withConcurrency(3).command())
        .containsExactly(
            "/opt/envoy",
            "--concurrency",
            "3",
            "--drain-time-s",
            "45",
            "--drain-strategy",
            "immediate",
            "--skip-deprecated-logs",
            "--disable-hot-restart");
  }

  /** Envoy refuses an option that is given twice. */
  @Test
  void theCallersArgumentsTakeThePlaceOfOurs() {
    List<String> given =
        List.of(
            "--concurrency=1",
            "--drain-time-s",
            "1",
            "--drain-strategy",
            "gradual",
            "--skip-deprecated-logs",
            "--base-id",
            "7",
            "-l",
            "debug");

    assertThat(OPTIONS.withConcurrency(3).withArguments(given).command())
        .containsExactly(
            "/opt/envoy",
            "--concurrency=1",
            "--drain-time-s",
            "1",
            "--drain-strategy",
            "gradual",
            "--skip-deprecated-logs",
            "--base-id",
            "7",
            "-l",
            "debug");
  }
}
