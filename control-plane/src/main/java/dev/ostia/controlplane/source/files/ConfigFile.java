package dev.ostia.controlplane.source.files;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.ostia.controlplane.source.decode.DecodedFile;
import dev.ostia.controlplane.source.decode.FileDecoder;
import dev.ostia.controlplane.source.yaml.DocumentReader;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Position;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The bytes of one file as they were read. */
final class ConfigFile {

  private final Path path;
  private final byte[] bytes;

  private ConfigFile(Path path, byte[] bytes) {
    this.path = path;
    this.bytes = bytes;
  }

  /** Reads a file, up to the size at which it is refused. */
  static ConfigFile read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return read(path, in);
    }
  }

  /** Reads what comes from elsewhere as if it were a file's content. */
  static ConfigFile read(Path path, InputStream in) throws IOException {
    return new ConfigFile(path, in.readNBytes(DocumentReader.MAX_BYTES + 1));
  }

  /** How many bytes were read. */
  int size() {
    return bytes.length;
  }

  /** Says whether two reads gave the same. */
  HashCode hash() {
    return Hashing.murmur3_128().hashBytes(bytes);
  }

  /** What the file defines. */
  DecodedFile decode(String defaultNamespace) {
    String name = path.toString();
    if (bytes.length > DocumentReader.MAX_BYTES) {
      return DecodedFile.unreadable(
          problem(name, "the file is larger than 16 MiB", "Split it into several files"));
    }
    return FileDecoder.decode(name, bytes, defaultNamespace);
  }

  /** What is wrong when a file or folder cannot be read. */
  static Diagnostic problem(Path path, IOException e) {
    String message =
        switch (e) {
          case NoSuchFileException _ -> "there is no such file or folder";
          case AccessDeniedException _ -> "it may not be read";
          case FileSystemException system ->
              "it cannot be read: " + String.valueOf(system.getReason());
          default -> "it cannot be read: " + e.getMessage();
        };
    String advice =
        switch (e) {
          case NoSuchFileException _ -> "Check the path";
          case AccessDeniedException _ -> "Give this user the right to read it";
          default -> "";
        };
    return problem(path.toString(), message, advice);
  }

  private static Diagnostic problem(String file, String message, String advice) {
    return new Diagnostic(
        DiagnosticCode.FILE_REFUSED,
        DiagnosticCode.FILE_REFUSED.severity(),
        null,
        "",
        message,
        advice,
        new Position(file, 1, 1));
  }
}
