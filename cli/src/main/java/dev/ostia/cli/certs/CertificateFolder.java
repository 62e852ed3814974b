package dev.ostia.cli.certs;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The folder that certificates and keys are written to, for nobody but their owner to read. */
final class CertificateFolder {

  private final Path folder;
  private final boolean posix;

  CertificateFolder(Path folder) {
    this.folder = folder;
    this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  Path certificate(String name) {
    return folder.resolve(name + ".crt");
  }

  Path key(String name) {
    return folder.resolve(name + ".key");
  }

  /**
   * Sees that nothing would be overwritten.
   *
   * @throws CommandFailure if one of these exists
   */
  void mustBeFree(List<String> names) {
    List<String> taken =
        names.stream()
            .flatMap(name -> List.of(certificate(name), key(name)).stream())
            .filter(Files::exists)
            .map(file -> file.getFileName().toString())
            .toList();
    if (!taken.isEmpty()) {
      throw new CommandFailure(
          "%s has %s already, and nothing was written. Choose another folder with --dir, or replace them all with --force"
              .formatted(folder, String.join(", ", taken)));
    }
  }

  /**
   * Writes both files.
   *
   * @throws CommandFailure if that cannot be done
   */
  void write(String name, KeyedCertificate content) {
    try {
      Files.createDirectories(folder, attributes("rwx------"));
      write(key(name), content.keyPem());
      write(certificate(name), content.certificatePem());
    } catch (IOException e) {
      throw new CommandFailure(folder + " cannot be written to (" + FileProblem.of(e) + ")");
    }
  }

  /** Beside it first and then in its place, so that nobody reads half a file. */
  private void write(Path file, byte[] content) throws IOException {
    Path beside = Files.createTempFile(folder, ".", ".new", attributes("rw-------"));
    try {
      Files.write(beside, content);
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private FileAttribute<?>[] attributes(String permissions) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
