package dev.ostia.controlplane.cases.pki;

import io.envoyproxy.envoy.config.core.v3.DataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;

/** What Envoy would read from a data source. */
public final class PemFiles {

  private PemFiles() {}

  /** The certificates in it, in their order. */
  public static List<X509Certificate> certificates(DataSource source) {
    try {
      return factory().generateCertificates(new ByteArrayInputStream(bytes(source))).stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The revocation lists in it. */
  public static List<X509CRL> revocations(DataSource source) {
    try {
      return factory().generateCRLs(new ByteArrayInputStream(bytes(source))).stream()
          .map(X509CRL.class::cast)
          .toList();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static CertificateFactory factory() throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509");
  }

  private static byte[] bytes(DataSource source) {
    return switch (source.getSpecifierCase()) {
      case INLINE_BYTES -> source.getInlineBytes().toByteArray();
      case INLINE_STRING -> source.getInlineStringBytes().toByteArray();
      case FILENAME -> {
        try {
          yield Files.readAllBytes(Path.of(source.getFilename()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      default -> throw new IllegalArgumentException("a data source without data");
    };
  }
}
