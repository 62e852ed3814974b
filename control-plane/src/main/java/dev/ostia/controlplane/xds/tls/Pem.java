package dev.ostia.controlplane.xds.tls;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and keys. No message repeats what a file holds. */
final class Pem {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  private static final Pattern LABEL = Pattern.compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----");

  private Pem() {}

  /**
   * All certificates, in the order of the file; at least one.
   *
   * @throws UnusableTlsException if there is none or one cannot be read
   */
  static List<X509Certificate> certificates(Path file, String text) {
    List<X509Certificate> certificates = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      if (block.group(1).equals("CERTIFICATE")) {
        certificates.add(certificate(file, block.group(2), certificates.size() + 1));
      }
    }
    if (certificates.isEmpty()) {
      throw new UnusableTlsException(
          file + " holds no certificate: a block -----BEGIN CERTIFICATE----- is needed");
    }
    return certificates;
  }

  private static X509Certificate certificate(Path file, String base64, int number) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(base64);
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException | IllegalArgumentException e) {
      throw new UnusableTlsException(
          file + ": certificate " + number + " cannot be read; is it complete?");
    }
  }

  /**
   * The private key.
   *
   * @throws UnusableTlsException if there is none, or it is of a form that is not taken
   */
  static PrivateKey privateKey(Path file, String text) {
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      if (block.group(1).equals("PRIVATE KEY")) {
        return privateKeyOf(file, block.group(2));
      }
    }
    Matcher label = LABEL.matcher(text);
    if (label.find() && !label.group(1).equals("PRIVATE KEY")) {
      throw new UnusableTlsException(
          "%s holds a key of the form '%s'; make it PKCS #8 with: openssl pkcs8 -topk8 -nodes -in %s"
              .formatted(file, label.group(1), file.getFileName()));
    }
    throw new UnusableTlsException(
        file + " holds no complete private key: a block -----BEGIN PRIVATE KEY----- is needed");
  }

  private static PrivateKey privateKeyOf(Path file, String base64) {
    byte[] der;
    try {
      der = Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new UnusableTlsException(file + ": the private key is not base64");
    }
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException e) {
        // The encoding names its algorithm: it is another one.
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK has " + algorithm, e);
      }
    }
    throw new UnusableTlsException(
        file + ": the private key cannot be read; RSA, EC and Ed25519 keys are taken");
  }
}
