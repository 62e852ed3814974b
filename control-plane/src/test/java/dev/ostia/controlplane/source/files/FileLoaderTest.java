package dev.ostia.controlplane.source.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLoaderTest {

  @TempDir Path temp;

  private LoadedFiles load(Path... paths) {
    return FileLoader.load(List.of(paths), new FileSourceOptions("team"));
  }

  private List<String> lines(LoadedFiles files) {
    return files.diagnostics().stream()
        .map(d -> d.toString().replace(temp.toString() + "/", ""))
        .toList();
  }

  private static String service(String name) {
    return "apiVersion: v1\nkind: Service\nmetadata: {name: %s}\nspec: {ports: [{port: 80}]}\n"
        .formatted(name);
  }

  @Test
  void objectsWithoutNamespaceGetTheDefaultOne() throws IOException {
    Files.writeString(temp.resolve("a.yaml"), service("a"));
    LoadedFiles files = load(temp);
    assertThat(files.objects())
        .extracting(o -> o.key().toString())
        .containsExactly("Service team/a");
    assertThat(files.objects().getFirst().resource().getMetadata().getNamespace())
        .isEqualTo("team");
    assertThat(files.files()).isEqualTo(1);
    assertThat(files.hasErrors()).isFalse();
  }

  @Test
  void ofTwoDefinitionsTheFirstInFileOrderCounts() throws IOException {
    Files.createDirectories(temp.resolve("a"));
    Files.writeString(temp.resolve("b.yaml"), service("x") + "---\n" + service("x"));
    Files.writeString(temp.resolve("a/z.yaml"), service("x"));
    LoadedFiles files = load(temp);
    assertThat(files.objects()).hasSize(1);
    assertThat(files.objects().getFirst().position("").orElseThrow().file())
        .isEqualTo(temp.resolve("a/z.yaml").toString());
    assertThat(lines(files))
        .containsExactly(
            "b.yaml:1:1: error OST005 Service team/x: the object is defined twice; the definition"
                + " at a/z.yaml:1:1 counts, this one does not. Remove one of them",
            "b.yaml:6:1: error OST005 Service team/x: the object is defined twice; the definition"
                + " at a/z.yaml:1:1 counts, this one does not. Remove one of them");
  }

  @Test
  void ofManyFilesTheOrderIsTheSameAsOfFew() throws IOException {
    for (int i = 0; i < 300; i++) {
      Files.writeString(temp.resolve("f%03d.yaml".formatted(i)), service("s" + i));
    }
    Files.writeString(temp.resolve("f007.yaml"), service("twice"));
    Files.writeString(temp.resolve("f123.yaml"), "kind: [");
    Files.writeString(temp.resolve("f299.yaml"), service("twice"));
    LoadedFiles files = load(temp);
    assertThat(files.files()).isEqualTo(300);
    assertThat(files.objects()).hasSize(298);
    assertThat(files.objects().subList(0, 9))
        .extracting(o -> o.key().name())
        .containsExactly("s0", "s1", "s2", "s3", "s4", "s5", "s6", "twice", "s8");
    assertThat(files.objects().getLast().key().name()).isEqualTo("s298");
    assertThat(files.objects().get(7).position("").orElseThrow().file())
        .isEqualTo(temp.resolve("f007.yaml").toString());
    assertThat(lines(files)).hasSize(2);
    assertThat(lines(files).getFirst()).startsWith("f123.yaml:1:");
    assertThat(lines(files).getLast())
        .startsWith("f299.yaml:1:1: error OST005 Service team/twice: the object is defined twice");
  }

  @Test
  void aFileThatSeveralPathsLeadToIsReadOnce() throws IOException {
    Path file = Files.writeString(temp.resolve("a.yaml"), service("a"));
    LoadedFiles files = load(temp, file, temp.resolve("./a.yaml"));
    assertThat(files.objects()).hasSize(1);
    assertThat(files.diagnostics()).isEmpty();
  }

  @Test
  void aDashIsStandardInput() throws IOException {
    Files.writeString(temp.resolve("a.yaml"), service("a"));
    InputStream before = System.in;
    System.setIn(
        new ByteArrayInputStream(
            (service("b") + "---\nkind: {}\n").getBytes(StandardCharsets.UTF_8)));
    try {
      LoadedFiles files = load(Path.of("-"), temp);
      assertThat(files.objects())
          .extracting(o -> o.key().toString())
          .containsExactly("Service team/b", "Service team/a");
      assertThat(lines(files)).isNotEmpty().allMatch(line -> line.startsWith("-:6:"));
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void aPathThatDoesNotExistIsAnError() {
    LoadedFiles files = load(temp.resolve("none"));
    assertThat(lines(files))
        .containsExactly("none:1:1: error OST007: there is no such file or folder. Check the path");
    assertThat(files.hasErrors()).isTrue();
  }

  @Test
  void aFileOver16MiBIsRefusedAndOneOfThatSizeIsRead() throws IOException {
    try (RandomAccessFile large = new RandomAccessFile(temp.resolve("b.yaml").toFile(), "rw")) {
      large.setLength(16L * 1024 * 1024 + 1);
    }
    String comment = "# " + "x".repeat(16 * 1024 * 1024 - service("a").length() - 3) + "\n";
    Files.writeString(temp.resolve("a.yaml"), comment + service("a"));
    assertThat(Files.size(temp.resolve("a.yaml"))).isEqualTo(16L * 1024 * 1024);
    LoadedFiles files = load(temp);
    assertThat(files.objects()).hasSize(1);
    assertThat(lines(files))
        .containsExactly(
            "b.yaml:1:1: error OST007: the file is larger than 16 MiB. Split it into several"
                + " files");
  }

  @Test
  void linksThatFormALoopAreFollowedOnce() throws IOException {
    Files.createDirectories(temp.resolve("sub"));
    Files.writeString(temp.resolve("sub/a.yaml"), service("a"));
    Files.createSymbolicLink(temp.resolve("sub/up"), temp);
    LoadedFiles files = load(temp);
    assertThat(files.objects()).hasSize(1);
    assertThat(files.diagnostics()).isEmpty();
  }
}
