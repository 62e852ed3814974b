package dev.ostia.translator.secret;

import java.util.Arrays;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/** Whom a server's certificate is for. */
final class CertificateNames {

  private CertificateNames() {}

  /** Refuses a certificate that is for nobody: Envoy refuses it as well. */
  static void check(X509CertificateHolder certificate) throws UnusableSecretException {
    boolean common = certificate.getSubject().getRDNs(BCStyle.CN).length > 0;
    if (!common && !hasHost(certificate.getExtension(Extension.subjectAlternativeName))) {
      throw new UnusableSecretException(
          "has a certificate that is for no host: it has neither a common name nor a subject"
              + " alternative name",
          "Have it issued for the hosts of the server, as subject alternative names");
    }
  }

  private static boolean hasHost(@Nullable Extension alternatives) {
    if (alternatives == null) {
      return false;
    }
    try {
      return Arrays.stream(GeneralNames.getInstance(alternatives.getParsedValue()).getNames())
          .mapToInt(GeneralName::getTagNo)
          .anyMatch(
              type ->
                  type == GeneralName.dNSName
                      || type == GeneralName.iPAddress
                      || type == GeneralName.uniformResourceIdentifier);
    } catch (RuntimeException e) {
      return false;
    }
  }
}
