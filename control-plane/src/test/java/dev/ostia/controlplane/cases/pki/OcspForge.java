package dev.ostia.controlplane.cases.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Date;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Makes OCSP responses. */
final class OcspForge {

  private OcspForge() {}

  /** What an authority with an EC key says of a certificate that is good, in DER form. */
  static byte[] response(TestCertificate issuer, TestCertificate certificate) {
    try {
      X509CertificateHolder authority = new JcaX509CertificateHolder(issuer.certificate());
      CertificateID id =
          new CertificateID(
              new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
              authority,
              certificate.certificate().getSerialNumber());
      Date made = Date.from(CertificateSpec.PAST);
      Date next = Date.from(CertificateSpec.FUTURE);
      BasicOCSPRespBuilder response =
          new BasicOCSPRespBuilder(new RespID(authority.getSubject()))
              .addResponse(id, CertificateStatus.GOOD, made, next);
      return new OCSPRespBuilder()
          .build(
              OCSPRespBuilder.SUCCESSFUL,
              response.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.key()),
                  new X509CertificateHolder[] {authority},
                  made))
          .getEncoded();
    } catch (IOException | GeneralSecurityException | OCSPException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
