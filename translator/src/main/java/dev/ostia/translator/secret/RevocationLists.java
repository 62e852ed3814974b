package dev.ostia.translator.secret;

import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.util.io.pem.PemObject;

/** Certificate revocation lists in PEM text. */
final class RevocationLists {

  private static final String LABEL = "X509 CRL";

  private RevocationLists() {}

  /**
   * All lists of a text as PEM text.
   *
   * @throws UnusableSecretException if there is none or one is damaged
   */
  static ByteString read(String key, byte[] content) throws UnusableSecretException {
    List<PemObject> lists = new ArrayList<>();
    for (PemObject block : PemBlocks.read(key, content)) {
      if (block.getType().equals(LABEL)) {
        if (!isList(block.getContent())) {
          throw new UnusableSecretException(
              "has a damaged revocation list under " + key,
              "Put it in again; 'openssl crl -noout -text' shows whether it can be read");
        }
        lists.add(new PemObject(LABEL, block.getContent()));
      }
    }
    if (lists.isEmpty()) {
      throw new UnusableSecretException(
          "has no revocation list under " + key, "Put it there in PEM form, or remove the entry");
    }
    return ByteString.copyFromUtf8(PemBlocks.write(lists));
  }

  private static boolean isList(byte[] encoded) {
    try {
      CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(encoded));
      return Certificates.isDer(encoded)
          && NameStrings.areSound(new X509CRLHolder(encoded).getIssuer());
    } catch (IOException | CertificateException | CRLException | RuntimeException e) {
      return false;
    }
  }
}
