package dev.ostia.controlplane.source.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.controlplane.source.SourceUpdate;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ObjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A source that follows real files by real events, and what it has told so far. */
abstract class FileSourceHarness {

  /** Longer than any test: what is seen was seen by events. */
  static final FileSourceOptions OPTIONS =
      new FileSourceOptions("default", Duration.ofMillis(50), Duration.ofMinutes(10));

  @TempDir Path temp;

  final List<SourceUpdate> updates = new CopyOnWriteArrayList<>();
  private @Nullable FileSource source;

  @AfterEach
  void close() {
    if (source != null) {
      source.close();
    }
  }

  void start(Path... paths) {
    start(OPTIONS, paths);
  }

  void start(FileSourceOptions options, Path... paths) {
    FileSource started = new FileSource(List.of(paths), options);
    source = started;
    started.start(updates::add);
    await().until(() -> !updates.isEmpty());
  }

  /** A Namespace of this name with a label that tells versions apart. */
  static String namespace(String name, String version) {
    return "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: %s\n  labels: {v: \"%s\"}\n---\n"
        .formatted(name, version);
  }

  static void write(Path file, String... texts) throws IOException {
    Files.writeString(file, String.join("", texts));
  }

  /** Name and version of all objects, from all updates so far. */
  Map<String, String> objects() {
    Map<String, String> objects = new TreeMap<>();
    for (SourceUpdate update : updates) {
      for (ObjectKey key : update.removals()) {
        objects.remove(key.name());
      }
      for (ConfigObject<?> object : update.upserts()) {
        objects.put(object.key().name(), object.labels().get("v"));
      }
    }
    return objects;
  }

  List<String> diagnostics() {
    return updates.getLast().diagnostics().stream()
        .map(d -> d.toString().replace(temp.toString() + "/", ""))
        .toList();
  }

  void awaitObjects(Map<String, String> expected) {
    await().untilAsserted(() -> assertThat(objects()).isEqualTo(expected));
  }
}
