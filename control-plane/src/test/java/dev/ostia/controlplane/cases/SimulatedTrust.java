package dev.ostia.controlplane.cases;

import com.google.protobuf.Message;
import dev.ostia.controlplane.cases.pki.PemFiles;
import dev.ostia.controlplane.cases.pki.TestCertificate;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext.TrustChainVerification;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which certificates of clients a TLS context takes. */
record SimulatedTrust(CertificateValidationContext context) {

  private static final int DNS = 2;
  private static final int URI = 6;

  /** That of the context; empty if the secret with the authority has not arrived. */
  static Optional<SimulatedTrust> of(
      CommonTlsContext common, Function<String, @Nullable Message> secrets) {
    return switch (common.getValidationContextTypeCase()) {
      case VALIDATION_CONTEXT -> Optional.of(new SimulatedTrust(common.getValidationContext()));
      case VALIDATION_CONTEXT_SDS_SECRET_CONFIG ->
          secret(secrets.apply(common.getValidationContextSdsSecretConfig().getName()));
      case COMBINED_VALIDATION_CONTEXT -> {
        var combined = common.getCombinedValidationContext();
        yield secret(secrets.apply(combined.getValidationContextSdsSecretConfig().getName()))
            .map(
                trust ->
                    new SimulatedTrust(
                        trust.context.toBuilder()
                            .mergeFrom(combined.getDefaultValidationContext())
                            .build()));
      }
      default -> Optional.of(new SimulatedTrust(CertificateValidationContext.getDefaultInstance()));
    };
  }

  private static Optional<SimulatedTrust> secret(@Nullable Message message) {
    return message instanceof Secret secret
        ? Optional.of(new SimulatedTrust(secret.getValidationContext()))
        : Optional.empty();
  }

  /** Whether a client with this certificate gets through. */
  boolean accepts(TestCertificate client) {
    boolean unverified =
        !context.hasTrustedCa()
            || context.getTrustChainVerification() == TrustChainVerification.ACCEPT_UNTRUSTED;
    return (unverified || (isValid(client.certificate()) && !isRevoked(client.certificate())))
        && hasName(client.certificate())
        && isPinned(client);
  }

  private boolean isValid(X509Certificate certificate) {
    return PemFiles.certificates(context.getTrustedCa()).stream()
        .anyMatch(authority -> signed(authority, certificate));
  }

  private static boolean signed(X509Certificate authority, X509Certificate certificate) {
    try {
      certificate.verify(authority.getPublicKey());
      certificate.checkValidity();
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private boolean isRevoked(X509Certificate certificate) {
    return context.hasCrl()
        && PemFiles.revocations(context.getCrl()).stream()
            .anyMatch(list -> list.isRevoked(certificate));
  }

  private boolean isPinned(TestCertificate client) {
    boolean pinned =
        context.getVerifyCertificateSpkiCount() + context.getVerifyCertificateHashCount() > 0;
    return !pinned
        || context.getVerifyCertificateSpkiList().contains(client.spki())
        || context.getVerifyCertificateHashList().stream()
            .anyMatch(hash -> hash.replace(":", "").equalsIgnoreCase(client.hash()));
  }

  private boolean hasName(X509Certificate certificate) {
    List<SubjectAltNameMatcher> matchers = context.getMatchTypedSubjectAltNamesList();
    List<String> names = names(certificate);
    return matchers.isEmpty()
        || matchers.stream()
            .anyMatch(m -> names.stream().anyMatch(n -> matches(m.getMatcher(), n)));
  }

  private static boolean matches(StringMatcher matcher, String name) {
    return switch (matcher.getMatchPatternCase()) {
      case EXACT -> name.equals(matcher.getExact());
      case PREFIX -> name.startsWith(matcher.getPrefix());
      case SUFFIX -> name.endsWith(matcher.getSuffix());
      default -> throw new IllegalArgumentException("a name is matched by " + matcher);
    };
  }

  private static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      for (List<?> entry : all == null ? List.<List<?>>of() : all) {
        if (entry.get(0).equals(DNS) || entry.get(0).equals(URI)) {
          names.add(entry.get(1).toString());
        }
      }
    } catch (CertificateParsingException e) {
      throw new IllegalArgumentException(e);
    }
    return names;
  }
}
