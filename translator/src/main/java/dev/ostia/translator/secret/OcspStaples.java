package dev.ostia.translator.secret;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;

/** OCSP responses that a server sends along with its certificate. */
final class OcspStaples {

  private static final ASN1ObjectIdentifier TLS_FEATURE =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");

  /** A list of one feature, status_request (5): what Envoy looks for. */
  private static final byte[] MUST_STAPLE = {0x30, 0x03, 0x02, 0x01, 0x05};

  private OcspStaples() {}

  /** Whether Envoy refuses the certificate without a response. */
  static boolean isRequired(X509CertificateHolder certificate) {
    Extension feature = certificate.getExtension(TLS_FEATURE);
    return feature != null && Arrays.equals(feature.getExtnValue().getOctets(), MUST_STAPLE);
  }

  /**
   * A response that Envoy takes for this certificate.
   *
   * @throws UnusableSecretException if it is damaged, no success, or about something else
   */
  static ByteString read(String key, byte[] content, X509CertificateHolder certificate)
      throws UnusableSecretException {
    try {
      if (Certificates.isDer(content)) {
        OCSPResp response = new OCSPResp(content);
        if (response.getStatus() != OCSPResp.SUCCESSFUL) {
          throw unusable("has an OCSP response under " + key + " that reports a failure");
        }
        if (response.getResponseObject() instanceof BasicOCSPResp basic
            && basic.getResponses().length == 1) {
          if (!basic
              .getResponses()[0]
              .getCertID()
              .getSerialNumber()
              .equals(certificate.getSerialNumber())) {
            throw unusable("has an OCSP response under " + key + " for another certificate");
          }
          return ByteString.copyFrom(content);
        }
      }
    } catch (IOException | OCSPException | RuntimeException e) {
      // Reported below.
    }
    throw unusable("has a damaged OCSP response under " + key);
  }

  private static UnusableSecretException unusable(String message) {
    return new UnusableSecretException(message, "Fetch a new one from the issuer, in DER form");
  }
}
