package dev.ostia.translator.secret;

import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The authorities that the other side's certificate is checked with, out of a Secret or ConfigMap:
 * {@code cacert}, else {@code ca.crt}, and the revocation list that goes with them.
 */
final class AuthorityReader {

  private AuthorityReader() {}

  static ReadSecret read(SecretData data) {
    try {
      String key = data.has("cacert") ? "cacert" : "ca.crt";
      if (!data.has(key)) {
        return new ReadSecret.Unusable(
            data.mentions("cacert") || data.mentions("ca.crt")
                ? "has nothing under " + (data.mentions("ca.crt") ? "ca.crt" : "cacert")
                : "has no key ca.crt or cacert, which authorities are read from",
            "Put the certificates of the authorities there, in PEM form");
      }
      List<X509CertificateHolder> authorities = Certificates.read(key, data.get(key));
      CertificateValidationContext.Builder validation = CertificateValidationContext.newBuilder();
      validation.getTrustedCaBuilder().setInlineBytes(Certificates.write(authorities));
      addRevoked(data, validation);
      return new ReadSecret.Usable(
          Secret.newBuilder().setValidationContext(validation).build(),
          Validity.of(authorities),
          List.of());
    } catch (UnusableSecretException e) {
      return new ReadSecret.Unusable(e.problem(), e.advice());
    }
  }

  /** A list that cannot be read spoils the whole: without it revoked certificates would pass. */
  private static void addRevoked(SecretData data, CertificateValidationContext.Builder validation)
      throws UnusableSecretException {
    for (String key : List.of("crl", "ca.crl")) {
      if (data.has(key)) {
        ByteString lists = RevocationLists.read(key, data.get(key));
        validation.getCrlBuilder().setInlineBytes(lists);
        return;
      }
    }
  }
}
