package dev.ostia.cli.analyze.rule;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import io.fabric8.istio.api.api.networking.v1alpha3.Server;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Certificates of Gateways that are valid now, and no longer within 30 days. */
final class ExpiringCertificates implements Rule {

  private static final Duration SOON = Duration.ofDays(30);
  private static final List<String> KEYS = List.of("tls.crt", "cert");

  @Override
  public List<Diagnostic> check(ConfigView view) {
    List<Diagnostic> found = new ArrayList<>();
    view.time().ifPresent(now -> check(view, now, found));
    return found;
  }

  private static void check(ConfigView view, Instant now, List<Diagnostic> found) {
    Set<String> used = used(view);
    for (ConfigObject<Secret> secret : view.secrets()) {
      if (!used.contains(secret.key().name())) {
        continue;
      }
      for (String key : KEYS) {
        end(secret.resource(), key)
            .filter(end -> end.isAfter(now) && end.isBefore(now.plus(SOON)))
            .ifPresent(end -> found.add(expiring(secret, key, now, end)));
      }
    }
  }

  private static Diagnostic expiring(
      ConfigObject<Secret> secret, String key, Instant now, Instant end) {
    return Diagnostic.of(
        DiagnosticCode.EXPIRING_CERTIFICATE,
        secret,
        "data." + key,
        "its certificate expires in %d days, at %s"
            .formatted(Duration.between(now, end).toDays(), end),
        "Put in a new one before; the gateway takes it without a restart");
  }

  /** The names that Gateways use; in which namespace does not matter for a warning. */
  private static Set<String> used(ConfigView view) {
    Set<String> names = new HashSet<>();
    view.gateways()
        .forEach(
            gateway -> {
              List<Server> servers = gateway.resource().getSpec().getServers();
              for (Server server : servers == null ? List.<Server>of() : servers) {
                if (server.getTls() != null && server.getTls().getCredentialName() != null) {
                  String name = server.getTls().getCredentialName();
                  names.add(name.substring(name.lastIndexOf('/') + 1));
                }
              }
            });
    return names;
  }

  private static Optional<Instant> end(Secret secret, String key) {
    String text = value(secret.getStringData(), key);
    String data = value(secret.getData(), key);
    try {
      byte[] pem =
          text.isEmpty()
              ? Base64.getMimeDecoder().decode(data)
              : text.getBytes(StandardCharsets.UTF_8);
      if (pem.length == 0) {
        return Optional.empty();
      }
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(pem));
      return Optional.of(certificate.getNotAfter().toInstant());
    } catch (CertificateException | IllegalArgumentException e) {
      // What cannot be read is told of where it is used.
      return Optional.empty();
    }
  }

  private static String value(Map<String, String> values, String key) {
    return values == null ? "" : Objects.requireNonNullElse(values.get(key), "");
  }
}
