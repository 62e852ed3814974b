package dev.ostia.cli.explain;

import dev.ostia.cli.explain.Verdicts.Advice;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.resolve.BoundServer;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a filter chain that speaks TLS cannot: Envoy has no certificate for it. */
final class MissingSecret {

  private MissingSecret() {}

  /** The reason and the remedy; empty if the handshake has what it needs. */
  static Optional<Advice> advice(Way way) {
    Optional<DownstreamTlsContext> tls = way.chain().flatMap(FilterChains::tls);
    if (!way.asked().tls() || tls.isEmpty()) {
      return Optional.empty();
    }
    CommonTlsContext context = tls.get().getCommonTlsContext();
    List<String> certificates =
        context.getTlsCertificateSdsSecretConfigsList().stream()
            .map(SdsSecretConfig::getName)
            .toList();
    List<String> missing = new ArrayList<>();
    // Of several certificates, such as RSA and ECDSA, one that is there is enough for Envoy.
    if (certificates.stream().allMatch(way.model()::lacksSecret)) {
      missing.addAll(certificates);
    }
    String authority =
        context.getCombinedValidationContext().getValidationContextSdsSecretConfig().getName();
    if (!authority.isEmpty() && way.model().lacksSecret(authority)) {
      missing.add(authority);
    }
    return missing.isEmpty() ? Optional.empty() : Optional.of(because(way, missing));
  }

  private static Advice because(Way way, List<String> missing) {
    for (BoundServer server : servers(way)) {
      for (Diagnostic found : way.model().diagnostics()) {
        if (server.gateway().key().equals(found.object())
            && found.field().startsWith(server.path(".tls"))
            && isOf(server.tls(), missing)
            && found.severity() == Diagnostic.Severity.ERROR) {
          return new Advice(
              Remedies.sentence(Remedies.capital(found.message())),
              Remedies.sentence(found.advice()));
        }
      }
    }
    return new Advice(
        "The gateway has not got "
            + String.join(" and ", missing)
            + ", so the TLS handshake fails.",
        "See that the Secret exists in the gateway's namespace and is sound (ostia analyze).");
  }

  private static List<BoundServer> servers(Way way) {
    return way.listener()
        .map(listener -> way.model().ports().servers(listener.getName()))
        .orElse(List.of());
  }

  /** Whether these settings name one of the secrets, of which names end like the Secret's. */
  private static boolean isOf(@Nullable ServerTLSSettings tls, List<String> secrets) {
    if (tls == null) {
      return false;
    }
    List<String> names = new ArrayList<>();
    if (tls.getCredentialName() != null) {
      names.add(tls.getCredentialName());
    }
    if (tls.getCredentialNames() != null) {
      names.addAll(tls.getCredentialNames());
    }
    return secrets.stream()
        .map(secret -> secret.replaceFirst("-cacert$", ""))
        .anyMatch(secret -> names.stream().anyMatch(name -> secret.endsWith("/" + bare(name))));
  }

  private static String bare(String credential) {
    return credential.substring(credential.lastIndexOf('/') + 1);
  }
}
