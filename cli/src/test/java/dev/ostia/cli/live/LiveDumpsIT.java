package dev.ostia.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.cli.Cli;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tables of real Envoys that Ostia feeds. {@code NAME.yaml} of the test's resources is the
 * configuration, and {@code NAME.txt} has commands after {@code ##} and what must be printed, by
 * the rules of istioctl; for {@code -o wide} by those of docs/cli.md. PPPPP stands for the
 * gateway's port, and a dollar sign for the end of a line that ends in spaces.
 */
class LiveDumpsIT {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"empty", "entries", "matches", "regions", "streams", "tcp"})
  void isPrintedByTheRules(String name) throws Exception {
    int port = LiveGateway.freePort();
    String number = String.valueOf(port);
    Files.writeString(folder.resolve("all.yaml"), read(name + ".yaml").replace("PPPPP", number));
    try (LiveGateway gateway = LiveGateway.start(folder, "tables")) {
      LiveGateway.awaitOpen(port);
      for (String expected : read(name + ".txt").replace("$\n", "\n").split("## ", -1)) {
        if (!expected.isEmpty()) {
          int end = expected.indexOf('\n');
          String[] words = expected.substring(0, end).replace("PPPPP", number).split(" ", -1);
          List<Object> command = new ArrayList<>(List.of("pc"));
          command.addAll(List.of(words));
          command.addAll(List.of("--admin", gateway.admin()));
          // Clusters of names that are looked up come later than the listener.
          await()
              .atMost(Duration.ofMinutes(1))
              .untilAsserted(
                  () ->
                      assertThat(Cli.run(command.toArray()).out().replace(number, "PPPPP"))
                          .as(expected.substring(0, end))
                          .isEqualTo(expected.substring(end + 1)));
        }
      }
    }
  }

  private static String read(String name) throws IOException {
    try (InputStream in = LiveDumpsIT.class.getResourceAsStream("tables/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
