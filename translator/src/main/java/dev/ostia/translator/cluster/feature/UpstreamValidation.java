package dev.ostia.translator.cluster.feature;

import dev.ostia.translator.secret.SecretNames;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
import io.fabric8.istio.api.api.networking.v1alpha3.ClientTLSSettings;
import java.util.List;

/** What the certificate of an endpoint is checked with. */
final class UpstreamValidation {

  // Where Debian, Ubuntu and Envoy's own images have the certificates that the system trusts.
  private static final String SYSTEM_CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";

  /** What Istio calls them in {@code caCertificates}. */
  private static final String SYSTEM = "system";

  private static final List<SubjectAltNameMatcher.SanType> TYPES =
      List.of(
          SubjectAltNameMatcher.SanType.DNS,
          SubjectAltNameMatcher.SanType.URI,
          SubjectAltNameMatcher.SanType.IP_ADDRESS);

  private UpstreamValidation() {}

  /**
   * Puts it on a context.
   *
   * @param names which alternative names the certificate may have; empty for any
   */
  static void add(ClientTLSSettings tls, List<String> names, CommonTlsContext.Builder common) {
    if (Boolean.TRUE.equals(tls.getInsecureSkipVerify())) {
      common.setValidationContext(CertificateValidationContext.getDefaultInstance());
      return;
    }
    String credential = UpstreamTls.given(tls.getCredentialName());
    if (credential != null) {
      var combined = common.getCombinedValidationContextBuilder();
      addNames(names, combined.getDefaultValidationContextBuilder());
      combined.setValidationContextSdsSecretConfig(
          SecretNames.config(SecretNames.caOf(credential)));
      return;
    }
    var validation = common.getValidationContextBuilder();
    String authorities = UpstreamTls.given(tls.getCaCertificates());
    validation
        .getTrustedCaBuilder()
        .setFilename(
            authorities == null || authorities.equals(SYSTEM) ? SYSTEM_CERTIFICATES : authorities);
    if (UpstreamTls.given(tls.getCaCrl()) != null) {
      validation.getCrlBuilder().setFilename(tls.getCaCrl());
    }
    addNames(names, validation);
  }

  private static void addNames(
      List<String> names, CertificateValidationContext.Builder validation) {
    for (String name : names) {
      for (SubjectAltNameMatcher.SanType type : TYPES) {
        validation
            .addMatchTypedSubjectAltNamesBuilder()
            .setSanType(type)
            .getMatcherBuilder()
            .setExact(name);
      }
    }
  }
}
