package dev.ostia.translator.listener.tls;

import static com.google.common.base.Strings.isNullOrEmpty;
import static com.google.common.base.Strings.nullToEmpty;
import static dev.ostia.translator.config.ModelLists.orEmpty;

import com.google.common.net.InetAddresses;
import dev.ostia.translator.secret.FileSecrets;
import dev.ostia.translator.secret.SecretNames;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext.TrustChainVerification;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher.SanType;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettings;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the certificates of clients are checked: modes MUTUAL and OPTIONAL_MUTUAL. */
final class ClientValidation {

  private static final int SHA_256_BYTES = 32;

  /** With or without colons. */
  private static final Pattern HEXADECIMAL =
      Pattern.compile("[0-9A-Fa-f]{64}|[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){31}");

  private ClientValidation() {}

  static void apply(TlsScope scope, CommonTlsContext.Builder context) {
    ServerTLSSettings tls = scope.tls();
    CertificateValidationContext.Builder rules = CertificateValidationContext.newBuilder();
    for (String name : orEmpty(tls.getSubjectAltNames())) {
      rules.addMatchTypedSubjectAltNames(subjectAltName(name));
    }
    rules.addAllVerifyCertificateSpki(
        checked(
            tls.getVerifyCertificateSpki(),
            ClientValidation::isBase64,
            ".verifyCertificateSpki",
            "base64",
            scope));
    rules.addAllVerifyCertificateHash(
        checked(
            tls.getVerifyCertificateHash(),
            HEXADECIMAL.asMatchPredicate(),
            ".verifyCertificateHash",
            "64 hexadecimal digits",
            scope));
    if (Boolean.TRUE.equals(tls.getAdditionalProperties().get("insecureSkipVerify"))) {
      rules.setTrustChainVerification(TrustChainVerification.ACCEPT_UNTRUSTED);
    }
    String authority = nullToEmpty(tls.getCaCertCredentialName());
    if (!authority.isEmpty()) {
      ofSecret(SecretNames.caOf(authority), ".caCertCredentialName", rules, scope, context);
    } else if (ServerCertificates.ofSecrets(tls)) {
      boolean several = isNullOrEmpty(tls.getCredentialName());
      ofSecret(
          SecretNames.caOf(ServerCertificates.firstCredential(tls)),
          several ? ".credentialNames[0]" : ".credentialName",
          rules,
          scope,
          context);
    } else {
      ofFiles(tls, rules, scope, context);
    }
  }

  /** Says which settings have no effect where no client certificate is looked at. */
  static void reportUnused(TlsScope scope) {
    ServerTLSSettings tls = scope.tls();
    reportUnused(tls.getSubjectAltNames(), ".subjectAltNames", scope);
    reportUnused(tls.getVerifyCertificateSpki(), ".verifyCertificateSpki", scope);
    reportUnused(tls.getVerifyCertificateHash(), ".verifyCertificateHash", scope);
  }

  private static void reportUnused(@Nullable List<String> values, String field, TlsScope scope) {
    if (!orEmpty(values).isEmpty()) {
      scope.noEffect(field, "mode SIMPLE asks for no client certificate");
    }
  }

  private static void ofSecret(
      String sdsName,
      String field,
      CertificateValidationContext.Builder rules,
      TlsScope scope,
      CommonTlsContext.Builder context) {
    context.setCombinedValidationContext(
        CombinedCertificateValidationContext.newBuilder()
            .setDefaultValidationContext(rules)
            .setValidationContextSdsSecretConfig(scope.secret(sdsName, field)));
  }

  private static void ofFiles(
      ServerTLSSettings tls,
      CertificateValidationContext.Builder rules,
      TlsScope scope,
      CommonTlsContext.Builder context) {
    if (isNullOrEmpty(tls.getCaCertificates())) {
      scope.refuse(
          ".caCertificates",
          "there are no CA certificates to check client certificates with",
          "Add credentialName, or caCertificates with the path of a file");
      return;
    }
    String sdsName = FileSecrets.authorities(tls.getCaCertificates(), nullToEmpty(tls.getCaCrl()));
    ofSecret(sdsName, ".caCertificates", rules, scope, context);
  }

  /** A pin that Envoy cannot read must neither cost the listener nor be passed over. */
  private static List<String> checked(
      @Nullable List<String> pins,
      Predicate<String> isSound,
      String field,
      String form,
      TlsScope scope) {
    List<String> all = orEmpty(pins);
    for (int i = 0; i < all.size(); i++) {
      if (!isSound.test(all.get(i))) {
        scope.refuse(
            field + "[" + i + "]",
            "\"" + all.get(i) + "\" is not a SHA-256 as " + form,
            "Correct it, or remove it");
      }
    }
    return all;
  }

  private static boolean isBase64(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return bytes.length == SHA_256_BYTES
          && Base64.getEncoder().encodeToString(bytes).equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Istio does not say which type of name is meant; the form tells. */
  private static SubjectAltNameMatcher subjectAltName(String name) {
    SanType type =
        name.contains("://")
            ? SanType.URI
            : name.contains("@")
                ? SanType.EMAIL
                : InetAddresses.isInetAddress(name) ? SanType.IP_ADDRESS : SanType.DNS;
    return SubjectAltNameMatcher.newBuilder()
        .setSanType(type)
        .setMatcher(StringMatcher.newBuilder().setExact(name))
        .build();
  }
}
