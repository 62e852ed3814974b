package dev.ostia.controlplane.xds.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** What the files hold at a moment. Has no text form, as there is a key in it. */
final class TlsContent {

  /** Certificates are small; whatever is larger is something else. */
  private static final int MAX_BYTES = 1 << 20;

  private final byte[] certificate;
  private final byte[] key;
  private final byte[] clientCa;

  private TlsContent(byte[] certificate, byte[] key, byte[] clientCa) {
    this.certificate = certificate;
    this.key = key;
    this.clientCa = clientCa;
  }

  /**
   * Reads all files.
   *
   * @throws UnusableTlsException if one cannot be read
   */
  static TlsContent read(TlsFiles files) {
    Path clientCa = files.clientCa();
    return new TlsContent(
        bytes(files.certificate()),
        bytes(files.key()),
        clientCa == null ? new byte[0] : bytes(clientCa));
  }

  private static byte[] bytes(Path file) {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new UnusableTlsException(file + " is larger than 1 MiB: it is no PEM file");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new UnusableTlsException(file + ": there is no such file");
    } catch (IOException e) {
      throw new UnusableTlsException(file + " cannot be read (" + e.getMessage() + ")");
    }
  }

  String certificate() {
    return new String(certificate, StandardCharsets.ISO_8859_1);
  }

  String key() {
    return new String(key, StandardCharsets.ISO_8859_1);
  }

  String clientCa() {
    return new String(clientCa, StandardCharsets.ISO_8859_1);
  }

  boolean sameAs(TlsContent other) {
    return Arrays.equals(certificate, other.certificate)
        && Arrays.equals(key, other.key)
        && Arrays.equals(clientCa, other.clientCa);
  }
}
