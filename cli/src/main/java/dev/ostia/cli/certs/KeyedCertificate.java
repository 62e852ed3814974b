package dev.ostia.cli.certs;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** A certificate with its private key. */
record KeyedCertificate(X509Certificate certificate, PrivateKey key) {

  byte[] certificatePem() {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("it was made from its encoding", e);
    }
  }

  /** PKCS #8, as Envoy, OpenSSL and Java read it. */
  byte[] keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  private static byte[] pem(String label, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, base64, label)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Without the key, wherever it is printed. */
  @Override
  public String toString() {
    return "certificate of " + certificate.getSubjectX500Principal();
  }
}
