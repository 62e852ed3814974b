package dev.ostia.cli.proxyconfig.table;

import com.google.protobuf.ByteString;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

/**
 * The first certificate of a secret in words; all but {@code valid} is empty where it cannot be
 * read.
 *
 * @param serialNumber in hexadecimal, at least 32 digits
 * @param trustDomain of its SPIFFE id, or as the configuration names it
 */
record CertificateText(
    String type,
    boolean valid,
    String serialNumber,
    String notAfter,
    String notBefore,
    String trustDomain) {

  private static final CertificateText UNREADABLE = new CertificateText("", false, "", "", "", "");
  private static final int URI_NAME = 6;
  private static final String SPIFFE = "spiffe://";

  static CertificateText of(ByteString pem, String trustDomain, Instant now) {
    if (pem.isEmpty()) {
      return UNREADABLE;
    }
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509").generateCertificate(pem.newInput());
      Instant notAfter = certificate.getNotAfter().toInstant();
      Instant notBefore = certificate.getNotBefore().toInstant();
      return new CertificateText(
          certificate.getBasicConstraints() >= 0 ? "CA" : "Cert Chain",
          now.isAfter(notBefore) && now.isBefore(notAfter),
          "%032x".formatted(certificate.getSerialNumber()),
          notAfter.truncatedTo(ChronoUnit.SECONDS).toString(),
          notBefore.truncatedTo(ChronoUnit.SECONDS).toString(),
          trustDomain.isEmpty() ? trustDomain(certificate) : trustDomain);
    } catch (CertificateException e) {
      return UNREADABLE;
    }
  }

  private static String trustDomain(X509Certificate certificate) throws CertificateException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    String found = "";
    if (names != null) {
      for (List<?> name : names) {
        String text = String.valueOf(name.get(1));
        if (Integer.valueOf(URI_NAME).equals(name.get(0)) && text.startsWith(SPIFFE)) {
          found = text.substring(SPIFFE.length()).split("/", 2)[0];
        }
      }
    }
    return found;
  }
}
