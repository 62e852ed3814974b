package dev.ostia.controlplane.source.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real files and real events. */
class FileSourceTest extends FileSourceHarness {

  @Test
  void readsWhatIsThereAndFollowsEdits() throws IOException {
    Files.createDirectories(temp.resolve("sub"));
    write(temp.resolve("a.yaml"), namespace("a", "1"));
    write(temp.resolve("sub/b.yml"), namespace("b", "1"));
    write(
        temp.resolve("c.json"),
        "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",",
        "\"metadata\":{\"name\":\"c\",\"labels\":{\"v\":\"1\"}}}");
    write(temp.resolve("notes.txt"), "not: [yaml");
    write(temp.resolve(".hidden.yaml"), "not: [yaml");
    write(temp.resolve("a.yaml~"), "not: [yaml");
    start(temp);
    assertThat(updates.getFirst().synced()).isTrue();
    assertThat(diagnostics()).isEmpty();
    awaitObjects(Map.of("a", "1", "b", "1", "c", "1"));

    write(temp.resolve("a.yaml"), namespace("a", "2"));
    awaitObjects(Map.of("a", "2", "b", "1", "c", "1"));
    write(temp.resolve("sub/d.yaml"), namespace("d", "1"));
    awaitObjects(Map.of("a", "2", "b", "1", "c", "1", "d", "1"));
    Files.delete(temp.resolve("c.json"));
    awaitObjects(Map.of("a", "2", "b", "1", "d", "1"));
  }

  @Test
  void anEditReadsOneFileOnly() throws IOException {
    for (int i = 0; i < 50; i++) {
      write(temp.resolve("f" + i + ".yaml"), namespace("n" + i, "1"));
    }
    start(temp);
    write(temp.resolve("f7.yaml"), namespace("n7", "2"));
    await().until(() -> updates.size() > 1);
    assertThat(updates.get(1).upserts()).extracting(o -> o.key().name()).containsExactly("n7");
    assertThat(updates.get(1).removals()).isEmpty();
  }

  @Test
  void manyFilesAreReadAtOnceAndFollowedOneByOne() throws IOException {
    Map<String, String> expected = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      write(temp.resolve("f" + i + ".yaml"), namespace("n" + i, "1"));
      expected.put("n" + i, "1");
    }
    start(temp);
    assertThat(updates.getFirst().synced()).isTrue();
    assertThat(updates.getFirst().upserts()).hasSize(300);
    awaitObjects(expected);
    write(temp.resolve("f250.yaml"), namespace("n250", "2"));
    expected.put("n250", "2");
    awaitObjects(expected);
    assertThat(updates.getLast().upserts()).extracting(o -> o.key().name()).containsExactly("n250");
  }

  @Test
  void followsAnAtomicRename() throws IOException {
    write(temp.resolve("a.yaml"), namespace("a", "1"));
    start(temp);
    write(temp.resolve(".a.tmp"), namespace("a", "2"));
    Files.move(temp.resolve(".a.tmp"), temp.resolve("a.yaml"), StandardCopyOption.REPLACE_EXISTING);
    awaitObjects(Map.of("a", "2"));
    assertThat(updates).hasSize(2);
  }

  @Test
  void aFileThatGetsAnotherNameKeepsItsObjects() throws IOException {
    write(temp.resolve("m.yaml"), namespace("a", "1"), namespace("b", "1"));
    start(temp);
    Files.move(temp.resolve("m.yaml"), temp.resolve("z.yaml"));
    awaitObjectsFrom("z.yaml");
    Files.move(temp.resolve("z.yaml"), temp.resolve("c.yaml"));
    awaitObjectsFrom("c.yaml");
    assertThat(updates).allSatisfy(update -> assertThat(update.removals()).isEmpty());
    await().untilAsserted(() -> assertThat(diagnostics()).isEmpty());
    assertThat(objects()).isEqualTo(Map.of("a", "1", "b", "1"));
  }

  private void awaitObjectsFrom(String file) {
    await()
        .until(
            () ->
                updates.stream()
                    .flatMap(update -> update.upserts().stream())
                    .flatMap(object -> object.position("").stream())
                    .anyMatch(position -> position.file().endsWith(file)));
  }

  @Test
  void aLinkIsReadOnlyIfItsOwnNameIsThatOfAConfigFile() throws IOException {
    start(temp);
    write(temp.resolve(".real"), namespace("a", "1"));
    Files.createSymbolicLink(temp.resolve("notes.txt"), Path.of(".real"));
    Files.createSymbolicLink(temp.resolve("nowhere.yaml"), Path.of("missing"));
    Files.createSymbolicLink(temp.resolve("a.yaml"), Path.of(".real"));
    awaitObjects(Map.of("a", "1"));
    assertThat(diagnostics()).isEmpty();
    write(temp.resolve(".real"), namespace("a", "2"));
    awaitObjects(Map.of("a", "2"));
  }

  @Test
  void followsFoldersThatComeAndGo() throws IOException {
    start(temp);
    Path outside = Files.createDirectories(temp.resolve(".outside/deep"));
    write(outside.resolve("a.yaml"), namespace("a", "1"));
    Files.move(temp.resolve(".outside"), temp.resolve("inside"));
    awaitObjects(Map.of("a", "1"));
    write(temp.resolve("inside/deep/b.yaml"), namespace("b", "1"));
    awaitObjects(Map.of("a", "1", "b", "1"));
    Files.move(temp.resolve("inside"), temp.resolve(".outside"));
    awaitObjects(Map.of());
  }

  @Test
  void followsAConfigMapAsKubernetesSwapsIt() throws IOException {
    Path mount = Files.createDirectories(temp.resolve("mount"));
    Path first = Files.createDirectories(mount.resolve("..2026_01"));
    write(first.resolve("a.yaml"), namespace("a", "1"));
    write(first.resolve("b.yaml"), namespace("b", "1"));
    Files.createSymbolicLink(mount.resolve("..data"), Path.of("..2026_01"));
    Files.createSymbolicLink(mount.resolve("a.yaml"), Path.of("..data/a.yaml"));
    Files.createSymbolicLink(mount.resolve("b.yaml"), Path.of("..data/b.yaml"));
    start(mount);
    awaitObjects(Map.of("a", "1", "b", "1"));

    Path second = Files.createDirectories(mount.resolve("..2026_02"));
    write(second.resolve("a.yaml"), namespace("a", "2"));
    write(second.resolve("b.yaml"), namespace("b", "2"));
    Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2026_02"));
    Files.move(
        mount.resolve("..data_tmp"),
        mount.resolve("..data"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
    awaitObjects(Map.of("a", "2", "b", "2"));
    // Both files changed in one step, so both objects do.
    assertThat(updates).hasSize(2);
  }

  @Test
  void followsARootThatIsASymbolicLink() throws IOException {
    write(Files.createDirectories(temp.resolve("v1")).resolve("a.yaml"), namespace("a", "1"));
    write(Files.createDirectories(temp.resolve("v2")).resolve("a.yaml"), namespace("a", "2"));
    Files.createSymbolicLink(temp.resolve("current"), Path.of("v1"));
    start(temp.resolve("current"));
    awaitObjects(Map.of("a", "1"));
    Files.createSymbolicLink(temp.resolve("next"), Path.of("v2"));
    Files.move(temp.resolve("next"), temp.resolve("current"), StandardCopyOption.REPLACE_EXISTING);
    awaitObjects(Map.of("a", "2"));
    write(temp.resolve("v2/a.yaml"), namespace("a", "3"));
    awaitObjects(Map.of("a", "3"));
  }

  @Test
  void waitsForARootThatDoesNotExistAndKeepsOneThatVanishes() throws IOException {
    Path root = temp.resolve("later/conf");
    start(root);
    assertThat(diagnostics())
        .containsExactly(
            "later/conf:1:1: error OST007: there is no such file or folder. It is read as soon as"
                + " it exists");
    Files.createDirectories(root);
    write(root.resolve("a.yaml"), namespace("a", "1"));
    awaitObjects(Map.of("a", "1"));
    await().untilAsserted(() -> assertThat(diagnostics()).isEmpty());

    Files.move(root, temp.resolve("later/away"));
    await().until(() -> !diagnostics().isEmpty());
    assertThat(diagnostics())
        .containsExactly(
            "later/conf:1:1: error OST007: the file or folder is gone; what was last read from it"
                + " stays in effect. It is read as soon as it exists");
    assertThat(objects()).isEqualTo(Map.of("a", "1"));

    write(temp.resolve("later/away/a.yaml"), namespace("a", "2"), namespace("b", "1"));
    Files.move(temp.resolve("later/away"), root);
    awaitObjects(Map.of("a", "2", "b", "1"));
    await().untilAsserted(() -> assertThat(diagnostics()).isEmpty());
  }

  @Test
  void followsASingleFile() throws IOException {
    Path file = temp.resolve("only.conf");
    write(file, namespace("a", "1"));
    write(temp.resolve("other.yaml"), namespace("b", "1"));
    start(file);
    awaitObjects(Map.of("a", "1"));
    write(file, namespace("a", "2"));
    awaitObjects(Map.of("a", "2"));
    write(temp.resolve("new"), namespace("a", "3"));
    Files.move(temp.resolve("new"), file, StandardCopyOption.REPLACE_EXISTING);
    awaitObjects(Map.of("a", "3"));
  }

  @Test
  void whatIsMissedByEventsIsFoundByTheRescan() throws IOException {
    Path root = temp.resolve("missing/very/deep");
    start(new FileSourceOptions("default", Duration.ofMillis(20), Duration.ofMillis(100)), root);
    Files.createDirectories(root);
    write(root.resolve("a.yaml"), namespace("a", "1"));
    awaitObjects(Map.of("a", "1"));
  }

  @Test
  void nothingFollowsTheClose() throws IOException {
    start(temp);
    close();
    int before = updates.size();
    write(temp.resolve("a.yaml"), namespace("a", "1"));
    try (Stream<Path> files = Files.list(temp)) {
      assertThat(files).hasSize(1);
    }
    assertThat(updates).hasSize(before);
  }
}
