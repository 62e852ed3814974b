package dev.ostia.translator.secret;

import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A certificate with its key out of a Secret of any type: {@code cert} and {@code key}, else {@code
 * tls.crt} and {@code tls.key}, as Istio prefers them.
 */
final class CertificateReader {

  private static final String STAPLE = "tls.ocsp-staple";

  private CertificateReader() {}

  static ReadSecret read(SecretData data) {
    try {
      return data.has("cert") && data.has("key") ? read(data, "cert", "key") : readTls(data);
    } catch (UnusableSecretException e) {
      return new ReadSecret.Unusable(e.problem(), e.advice());
    }
  }

  private static ReadSecret readTls(SecretData data) throws UnusableSecretException {
    boolean generic = data.mentions("cert") || data.mentions("key");
    String certificate = generic && !data.has("tls.crt") ? "cert" : "tls.crt";
    String key = certificate.equals("cert") ? "key" : "tls.key";
    for (String needed : List.of(certificate, key)) {
      if (!data.has(needed)) {
        throw new UnusableSecretException(
            data.mentions(needed) ? "has nothing under " + needed : "has no key " + needed,
            "A certificate goes under tls.crt and its private key under tls.key, or under cert and"
                + " key");
      }
    }
    return read(data, certificate, key);
  }

  private static ReadSecret read(SecretData data, String certificateKey, String keyKey)
      throws UnusableSecretException {
    List<X509CertificateHolder> chain = Certificates.read(certificateKey, data.get(certificateKey));
    CertificateNames.check(chain.getFirst());
    List<String> warnings = new ArrayList<>();
    TlsCertificate.Builder certificate = TlsCertificate.newBuilder();
    certificate
        .getPrivateKeyBuilder()
        .setInlineBytes(PrivateKeys.read(keyKey, data.get(keyKey), chain));
    certificate.getCertificateChainBuilder().setInlineBytes(Certificates.write(chain));
    ByteString staple = ByteString.EMPTY;
    if (data.has(STAPLE)) {
      try {
        staple = OcspStaples.read(STAPLE, data.get(STAPLE), chain.getFirst());
        certificate.getOcspStapleBuilder().setInlineBytes(staple);
      } catch (UnusableSecretException e) {
        warnings.add(e.problem());
      }
    }
    if (staple.isEmpty() && OcspStaples.isRequired(chain.getFirst())) {
      throw new UnusableSecretException(
          "has a certificate that must go with an OCSP response, and no usable one",
          "Put the response under " + STAPLE + ", in DER form");
    }
    return new ReadSecret.Usable(
        Secret.newBuilder().setTlsCertificate(certificate).build(),
        Validity.of(chain.subList(0, 1)),
        List.copyOf(warnings));
  }
}
