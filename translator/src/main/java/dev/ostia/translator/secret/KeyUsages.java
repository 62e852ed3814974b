package dev.ostia.translator.secret;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;

/** What a certificate says its key may be used for. */
final class KeyUsages {

  private KeyUsages() {}

  /** Refuses a certificate with an EC key that may not sign: Envoy refuses it as well. */
  static void check(X509CertificateHolder certificate) throws UnusableSecretException {
    boolean ec =
        certificate
            .getSubjectPublicKeyInfo()
            .getAlgorithm()
            .getAlgorithm()
            .equals(X9ObjectIdentifiers.id_ecPublicKey);
    if (ec && !signs(certificate.getExtension(Extension.keyUsage))) {
      throw new UnusableSecretException(
          "has a certificate for an EC key that may not sign (its keyUsage lacks digitalSignature)",
          "Have it issued with keyUsage digitalSignature, or without keyUsage");
    }
  }

  private static boolean signs(@org.jspecify.annotations.Nullable Extension usage) {
    if (usage == null) {
      return true;
    }
    try {
      ASN1BitString bits = ASN1BitString.getInstance(usage.getParsedValue());
      boolean canonical =
          Arrays.equals(bits.getEncoded(ASN1Encoding.DER), usage.getExtnValue().getOctets());
      return canonical && KeyUsage.getInstance(bits).hasUsages(KeyUsage.digitalSignature);
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
