package dev.ostia.cli.diff;

import dev.ostia.cli.CommandFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files of a git revision, {@code HEAD:config} or {@code main:config/routes.yaml}. */
final class GitRevision {

  private static final int USAGE = 2;

  private GitRevision() {}

  /**
   * Writes the files into an empty target folder.
   *
   * @param directory inside the repository
   * @throws CommandFailure if git knows no such revision or path
   */
  static void unpack(String revision, Path target, Path directory) {
    try {
      String type =
          new String(git(directory, revision, "cat-file", "-t", revision), StandardCharsets.UTF_8)
              .strip();
      if (type.equals("blob")) {
        String name = revision.substring(revision.lastIndexOf('/') + 1).replace(':', '-');
        Files.write(target.resolve(name), git(directory, revision, "cat-file", "blob", revision));
      } else {
        unzip(git(directory, revision, "archive", "--format=zip", revision), target);
      }
    } catch (IOException e) {
      throw new CommandFailure(revision + " cannot be read: " + e.getMessage(), USAGE);
    }
  }

  private static void unzip(byte[] archive, Path folder) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException("it has a path outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(Objects.requireNonNull(file.getParent()));
          Files.copy(zip, file);
        }
      }
    }
  }

  private static byte[] git(Path directory, String revision, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toAbsolutePath().toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    byte[] output = process.getInputStream().readAllBytes();
    try {
      if (process.waitFor() != 0) {
        throw new CommandFailure(
            revision + " is neither a file or folder nor a revision and path that git knows here",
            USAGE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", USAGE);
    }
    return output;
  }
}
