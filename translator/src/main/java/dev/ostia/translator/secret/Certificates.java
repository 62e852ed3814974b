package dev.ostia.translator.secret;

import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.util.io.pem.PemObject;

/** X.509 certificates in PEM text. */
final class Certificates {

  private static final List<String> LABELS = List.of("CERTIFICATE", "X509 CERTIFICATE");
  private static final int VERSION_3 = 3;

  private Certificates() {}

  /**
   * All certificates of a text, in order; at least one.
   *
   * @param key the name of the Secret's entry, for messages
   * @throws UnusableSecretException if one cannot be read, by us or, as far as is known, by Envoy
   */
  static List<X509CertificateHolder> read(String key, byte[] content)
      throws UnusableSecretException {
    List<X509CertificateHolder> certificates = new ArrayList<>();
    for (PemObject block : PemBlocks.read(key, content)) {
      if (LABELS.contains(block.getType())) {
        certificates.add(certificate(key, certificates.size() + 1, block.getContent()));
      }
    }
    if (certificates.isEmpty()) {
      throw new UnusableSecretException(
          "has no certificate under " + key, "Put the certificate there, in PEM form");
    }
    return certificates;
  }

  // Libraries throw unchecked exceptions for some kinds of damage.
  private static X509CertificateHolder certificate(String key, int number, byte[] encoded)
      throws UnusableSecretException {
    try {
      if (isDer(encoded)) {
        X509CertificateHolder certificate = new X509CertificateHolder(encoded);
        // A second opinion, about what the first reader does not look into.
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
        boolean extensionsFit =
            !certificate.hasExtensions() || certificate.getVersionNumber() == VERSION_3;
        if (extensionsFit
            && NameStrings.areSound(certificate.getSubject())
            && NameStrings.areSound(certificate.getIssuer())) {
          return certificate;
        }
      }
    } catch (IOException | CertificateException | RuntimeException e) {
      // Reported below: what the reader says may quote the content.
    }
    throw new UnusableSecretException(
        "has a damaged certificate under " + key + ", number " + number,
        "Put it in again; 'openssl x509 -noout -text' shows whether it can be read");
  }

  /** Whether it is in the one form that Envoy's library reads, with nothing behind it. */
  static boolean isDer(byte[] encoded) throws IOException {
    ASN1Primitive object = ASN1Primitive.fromByteArray(encoded);
    return object != null && Arrays.equals(object.getEncoded(ASN1Encoding.DER), encoded);
  }

  /** The certificates as PEM text, in a form that leaves nothing to a reader's leniency. */
  static ByteString write(List<X509CertificateHolder> certificates) {
    List<PemObject> blocks = new ArrayList<>();
    for (X509CertificateHolder certificate : certificates) {
      try {
        blocks.add(new PemObject("CERTIFICATE", certificate.getEncoded()));
      } catch (IOException e) {
        throw new IllegalStateException("a certificate that was read could not be written", e);
      }
    }
    return ByteString.copyFromUtf8(PemBlocks.write(blocks));
  }
}
