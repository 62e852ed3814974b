package dev.ostia.controlplane.source.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files that are empty or broken for a while, as editors and tools write them. */
class HalfWrittenFilesTest extends FileSourceHarness {

  @Test
  void aFileThatIsEmptiedAndFilledDoesNotMakeItsObjectsFlicker() throws IOException {
    Path file = temp.resolve("a.yaml");
    write(file, namespace("a", "1"), namespace("b", "1"));
    // Longer than this thread may be kept from running between two writes.
    start(new FileSourceOptions("default", Duration.ofSeconds(5), Duration.ofMinutes(10)), temp);
    for (int round = 2; round < 40; round++) {
      try (OutputStream out = Files.newOutputStream(file)) {
        out.write(namespace("a", "" + round).getBytes(UTF_8));
        out.flush();
        out.write(namespace("b", "" + round).getBytes(UTF_8));
      }
    }
    awaitObjects(Map.of("a", "39", "b", "39"));
    assertThat(updates).allSatisfy(update -> assertThat(update.removals()).isEmpty());
    assertThat(updates).allSatisfy(update -> assertThat(update.diagnostics()).isEmpty());
  }

  @Test
  void aFileThatStaysEmptyTakesItsObjectsAway() throws IOException {
    write(temp.resolve("a.yaml"), namespace("a", "1"));
    start(temp);
    write(temp.resolve("a.yaml"), "");
    awaitObjects(Map.of());
  }

  @Test
  void aBrokenFileKeepsItsObjectsUntilItIsRepaired() throws IOException {
    write(temp.resolve("a.yaml"), namespace("a", "1"));
    start(temp);
    write(temp.resolve("a.yaml"), "apiVersion: v1\nkind: [Namespace\n");
    await().until(() -> !diagnostics().isEmpty());
    assertThat(diagnostics())
        .containsExactly(
            "a.yaml:3:1: error OST001: a list in [ ] is not closed. Add a \",\" or the \"]\"");
    assertThat(objects()).isEqualTo(Map.of("a", "1"));
    write(temp.resolve("b.yaml"), namespace("b", "1"));
    awaitObjects(Map.of("a", "1", "b", "1"));
    write(temp.resolve("a.yaml"), namespace("a", "2"));
    awaitObjects(Map.of("a", "2", "b", "1"));
    assertThat(diagnostics()).isEmpty();
  }
}
