package dev.ostia.cli.e2e;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate that signs itself, with its key.
 *
 * @param certificate as PEM
 * @param key as PEM, PKCS#8
 */
record Certificate(String certificate, String key) {

  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  /** A new key on P-256 and a certificate for it that is valid now. */
  static Certificate of(String host, BigInteger serial) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      X500Name name = new X500Name("CN=" + host);
      Instant now = Instant.now();
      byte[] encoded =
          new JcaX509v3CertificateBuilder(
                  name,
                  serial,
                  Date.from(now.minus(Duration.ofHours(1))),
                  Date.from(now.plus(Duration.ofDays(1))),
                  name,
                  pair.getPublic())
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
              .getEncoded();
      return new Certificate(
          pem("CERTIFICATE", encoded), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The Secret of it in {@code istio-system}, as YAML. */
  String secret(String name) {
    return secret(name, certificate, key);
  }

  /** A Secret with these texts, whatever they are. */
  static String secret(String name, String certificate, String key) {
    return """
    apiVersion: v1
    kind: Secret
    metadata: {name: %s, namespace: istio-system}
    data: {tls.crt: %s, tls.key: %s}
    """
        .formatted(name, base64(certificate), base64(key));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static String pem(String label, byte[] encoded) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, LINES.encodeToString(encoded), label);
  }
}
