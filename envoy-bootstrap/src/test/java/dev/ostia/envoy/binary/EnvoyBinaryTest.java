package dev.ostia.envoy.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order in which a binary is looked for; the download itself is refused here. */
class EnvoyBinaryTest {

  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void ownCacheAndPath() throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    environment.put("PATH", folder.resolve("nowhere") + ":" + folder.resolve("bin"));
    environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    environment.put("HOME", folder.resolve("home").toString());
  }

  @Test
  void theNamedPathComesFirst() throws IOException {
    Path named = binary("named");
    environment.put("OSTIA_ENVOY", binary("by-environment").toString());
    binary("bin/envoy");

    assertThat(find(named)).isEqualTo(named);
  }

  @Test
  void theEnvironmentComesBeforePath() throws IOException {
    Path named = binary("by-environment");
    environment.put("OSTIA_ENVOY", named.toString());
    binary("bin/envoy");

    assertThat(find(null)).isEqualTo(named);
  }

  @Test
  void pathComesBeforeTheCache() throws IOException {
    Path onPath = binary("bin/envoy");
    binary("cache/ostia/envoy/1.40.0/envoy");

    assertThat(find(null)).isEqualTo(onPath);
  }

  @Test
  void theCacheComesBeforeADownload() throws IOException {
    Path cached = binary("cache/ostia/envoy/1.40.0/envoy");

    assertThat(find(null)).isEqualTo(cached);
    assertThat(progress).isEmpty();
  }

  @Test
  void withoutAnXdgFolderTheCacheIsInTheHomeFolder() throws IOException {
    environment.remove("XDG_CACHE_HOME");
    Path cached = binary("home/.cache/ostia/envoy/1.40.0/envoy");

    assertThat(find(null)).isEqualTo(cached);
  }

  @Test
  void anAskedForVersionIsNotTakenFromPath() throws IOException {
    environment.put("OSTIA_ENVOY_VERSION", "1.36.4");
    binary("bin/envoy");
    Path cached = binary("cache/ostia/envoy/1.36.4/envoy");

    assertThat(find(null)).isEqualTo(cached);
  }

  @Test
  void aVersionWithoutPinnedChecksumIsRefused() {
    environment.put("OSTIA_ENVOY_VERSION", "1.39.0");

    assertThatThrownBy(() -> find(null))
        .isInstanceOf(EnvoyUnavailableException.class)
        .hasMessage(
            "Envoy 1.39.0 cannot be fetched: checksums are pinned for 1.36.4 and 1.40.0."
                + " Choose one of them, or name a binary with --envoy PATH.");
  }

  @Test
  void aNamedFileThatIsMissingIsNotReplacedByAnother() throws IOException {
    binary("bin/envoy");
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> find(missing))
        .isInstanceOf(EnvoyUnavailableException.class)
        .hasMessage(
            "--envoy names " + missing + ", and there is no such file. Name an Envoy binary.");
  }

  @Test
  void aNamedFileThatCannotRunIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("text"), "");
    environment.put("OSTIA_ENVOY", file.toString());

    assertThatThrownBy(() -> find(null))
        .isInstanceOf(EnvoyUnavailableException.class)
        .hasMessage(
            "OSTIA_ENVOY names " + file + ", which may not be executed. Try: chmod +x " + file);
  }

  @Test
  void aFolderNamedEnvoyOnPathIsPassedOver() throws IOException {
    Files.createDirectories(folder.resolve("bin/envoy"));
    Path cached = binary("cache/ostia/envoy/1.40.0/envoy");

    assertThat(find(null)).isEqualTo(cached);
  }

  @Test
  void whenAllFailsThereAreThreeWaysOut() {
    assertThatThrownBy(() -> find(null))
        .isInstanceOf(EnvoyUnavailableException.class)
        .hasMessageContaining("Envoy 1.40.0 could not be fetched: the index is out of reach")
        .hasMessageContaining(
            "1. name a binary: --envoy PATH, or the environment variable OSTIA_ENVOY")
        .hasMessageContaining("2. put `envoy` (1.36 or newer) on PATH")
        .hasMessageContaining("at " + folder.resolve("cache/ostia/envoy/1.40.0/envoy"));
  }

  private Path find(@org.jspecify.annotations.Nullable Path explicit) {
    WheelSource none =
        (release, work) -> {
          throw new IOException("the index is out of reach");
        };
    return new EnvoyBinary(environment, progress::add, none).find(explicit);
  }

  private Path binary(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
