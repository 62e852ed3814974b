package dev.ostia.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder with the demo's configuration, for the user to edit. */
public final class SampleFiles implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("gateway.yaml", "httpbin.yaml", "helloworld.yaml", "reviews.yaml");

  private static final String ENDPOINTS = "endpoints.yaml";

  private final Path folder;
  private final boolean temporary;

  private SampleFiles(Path folder, boolean temporary) throws IOException {
    this.folder = folder;
    this.temporary = temporary;
    for (String name : NAMES) {
      write(name);
    }
  }

  /**
   * A folder of the system's temporary ones, removed at the end.
   *
   * @throws IOException if it cannot be written
   */
  public static SampleFiles temporary() throws IOException {
    return new SampleFiles(Files.createTempDirectory("ostia-demo-"), true);
  }

  /**
   * The user's own folder, which stays. Files that are there already are left as they are.
   *
   * @throws IOException if it cannot be written
   */
  public static SampleFiles in(Path folder) throws IOException {
    return new SampleFiles(Files.createDirectories(folder), false);
  }

  /**
   * Writes where the backends are, anew at each start as they have other ports then.
   *
   * @throws IOException if it cannot be written
   */
  public void endpoints(String yaml) throws IOException {
    Files.writeString(
        folder.resolve(ENDPOINTS),
        "# Where the demo's backends listen; what Kubernetes would know. Made at each start.\n"
            + yaml);
  }

  /** The names of the files. */
  public static List<String> names() {
    return Stream.concat(NAMES.stream(), Stream.of(ENDPOINTS)).toList();
  }

  /** Where they are. */
  public Path folder() {
    return folder;
  }

  /** Whether the folder goes when the demo ends. */
  public boolean isTemporary() {
    return temporary;
  }

  private void write(String name) throws IOException {
    Path file = folder.resolve(name);
    if (Files.exists(file)) {
      return;
    }
    try (InputStream sample = SampleFiles.class.getResourceAsStream(name)) {
      if (sample == null) {
        throw new IOException("the sample " + name + " is not part of this build");
      }
      Files.copy(sample, file);
    }
  }

  @Override
  public void close() throws IOException {
    if (!temporary) {
      return;
    }
    List<Path> all;
    try (Stream<Path> found = Files.walk(folder)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
