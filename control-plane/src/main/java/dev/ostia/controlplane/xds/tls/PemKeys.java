package dev.ostia.controlplane.xds.tls;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate with its key, from PEM files.
 *
 * @param chain the certificate, followed by those of intermediate authorities
 */
public record PemKeys(List<X509Certificate> chain, PrivateKey key) {

  /**
   * Reads both.
   *
   * @throws UnusableTlsException if one cannot be read
   */
  public static PemKeys read(Path certificate, Path key) {
    TlsContent content = TlsContent.read(new TlsFiles(certificate, key, null));
    return new PemKeys(
        List.copyOf(Pem.certificates(certificate, content.certificate())),
        Pem.privateKey(key, content.key()));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return chain.getFirst().getSubjectX500Principal().getName();
  }
}
