package dev.ostia.cli.analyze.rule;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import io.fabric8.istio.api.api.networking.v1alpha3.Server;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettings;
import io.fabric8.istio.api.networking.v1.Gateway;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One certificate in two Gateways of the same proxies: a browser that reuses a connection for the
 * other host gets a 404 (IST0138).
 */
final class SharedCertificates implements Rule {

  /** Of one server: a Secret's name, or the files. */
  private record Certificate(
      @Nullable String credential, @Nullable String file, @Nullable String key) {

    static Optional<Certificate> of(Server server) {
      ServerTLSSettings tls = server.getTls();
      if (tls == null) {
        return Optional.empty();
      }
      if (tls.getCredentialName() != null) {
        return Optional.of(new Certificate(tls.getCredentialName(), null, null));
      }
      return tls.getServerCertificate() == null || tls.getPrivateKey() == null
          ? Optional.empty()
          : Optional.of(new Certificate(null, tls.getServerCertificate(), tls.getPrivateKey()));
    }

    @Override
    public String toString() {
      return credential == null ? String.valueOf(file) : credential;
    }
  }

  @Override
  public List<Diagnostic> check(ConfigView view) {
    List<ConfigObject<Gateway>> gateways =
        view.gateways().stream().sorted(ConfigObject.BY_AGE).toList();
    Map<Certificate, Set<ConfigObject<Gateway>>> users = new HashMap<>();
    for (ConfigObject<Gateway> gateway : gateways) {
      servers(gateway).stream()
          .flatMap(server -> Certificate.of(server).stream())
          .forEach(it -> users.computeIfAbsent(it, key -> new LinkedHashSet<>()).add(gateway));
    }
    List<Diagnostic> found = new ArrayList<>();
    for (ConfigObject<Gateway> gateway : gateways) {
      List<Server> servers = servers(gateway);
      for (int i = 0; i < servers.size(); i++) {
        String field = "spec.servers[" + i + "].tls";
        Certificate.of(servers.get(i))
            .ifPresent(it -> check(gateway, field, it, users.getOrDefault(it, Set.of()), found));
      }
    }
    return found;
  }

  private static void check(
      ConfigObject<Gateway> gateway,
      String tls,
      Certificate certificate,
      Set<ConfigObject<Gateway>> users,
      List<Diagnostic> found) {
    users.stream()
        .filter(other -> !other.equals(gateway) && runsWhere(other, gateway))
        .findFirst()
        .ifPresent(
            other ->
                found.add(
                    Diagnostic.of(
                        DiagnosticCode.DUPLICATE_CERTIFICATE,
                        gateway,
                        tls
                            + (certificate.credential == null
                                ? ".serverCertificate"
                                : ".credentialName"),
                        "the certificate %s is used by %s too; a browser that reuses a connection"
                                .formatted(certificate, other)
                            + " for a host of the other Gateway gets a 404",
                        "Put the hosts into one Gateway, or give each a certificate of its own")));
  }

  /** Every proxy with the labels that the other one asks for runs this one, too. */
  private static boolean runsWhere(ConfigObject<Gateway> other, ConfigObject<Gateway> gateway) {
    return selector(other).entrySet().containsAll(selector(gateway).entrySet());
  }

  private static Map<String, String> selector(ConfigObject<Gateway> gateway) {
    return Objects.requireNonNullElse(gateway.resource().getSpec().getSelector(), Map.of());
  }

  private static List<Server> servers(ConfigObject<Gateway> gateway) {
    return Objects.requireNonNullElse(gateway.resource().getSpec().getServers(), List.of());
  }
}
