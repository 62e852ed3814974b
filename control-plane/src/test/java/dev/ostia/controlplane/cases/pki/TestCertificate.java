package dev.ostia.controlplane.cases.pki;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;

/** A certificate with its key. */
public record TestCertificate(String name, X509Certificate certificate, PrivateKey key) {

  /** The certificate as a PEM block. */
  public String certificatePem() {
    return pem("CERTIFICATE", der());
  }

  /** The key as a PEM block (PKCS #8). */
  public String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** SHA-256 of the public key, base64: what Envoy calls verify_certificate_spki. */
  public String spki() {
    return Base64.getEncoder().encodeToString(sha256(certificate.getPublicKey().getEncoded()));
  }

  /** SHA-256 of the certificate, hexadecimal: what Envoy calls verify_certificate_hash. */
  public String hash() {
    return HexFormat.of().formatHex(sha256(der()));
  }

  private byte[] der() {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String pem(String type, byte[] der) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(type, lines.encodeToString(der), type);
  }
}
