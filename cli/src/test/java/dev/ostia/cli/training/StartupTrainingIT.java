package dev.ostia.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher throws away what the training says: nobody would notice that it fails. */
class StartupTrainingIT {

  private static final Path JAR =
      Path.of(System.getProperty("ostia.root"), "cli/target/ostia/lib/ostia-cli.jar");

  @ParameterizedTest
  @ValueSource(strings = {"help", "look", "serve", "cluster", "all"})
  void runsToItsEndWithoutComplaint(String kind) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                JAR.toString(),
                "dev.ostia.cli.training.StartupTraining",
                kind)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(output).doesNotContain("Exception").doesNotContain("did not get ready");
    assertThat(process.exitValue()).isZero();
  }
}
