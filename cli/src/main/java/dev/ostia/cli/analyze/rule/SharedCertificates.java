package dev.ostia.cli.analyze.rule;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import io.fabric8.istio.api.api.networking.v1alpha3.Server;
import io.fabric8.istio.api.networking.v1.Gateway;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One certificate in two Gateways of the same proxies: a browser that reuses a connection for the
 * other host gets a 404 (IST0138).
 */
final class SharedCertificates implements Rule {

  private record Use(Map<String, String> selector, String credential) {}

  @Override
  public List<Diagnostic> check(ConfigView view) {
    Map<Use, ConfigObject<Gateway>> first = new HashMap<>();
    List<Diagnostic> found = new ArrayList<>();
    for (ConfigObject<Gateway> gateway :
        view.gateways().stream().sorted(ConfigObject.BY_AGE).toList()) {
      List<Server> servers = gateway.resource().getSpec().getServers();
      for (int i = 0; servers != null && i < servers.size(); i++) {
        String credential =
            servers.get(i).getTls() == null ? null : servers.get(i).getTls().getCredentialName();
        if (credential == null) {
          continue;
        }
        Map<String, String> selector = gateway.resource().getSpec().getSelector();
        ConfigObject<Gateway> other =
            first.putIfAbsent(new Use(selector == null ? Map.of() : selector, credential), gateway);
        if (other != null && !other.equals(gateway)) {
          found.add(
              Diagnostic.of(
                  DiagnosticCode.DUPLICATE_CERTIFICATE,
                  gateway,
                  "spec.servers[" + i + "].tls.credentialName",
                  "the certificate %s is used by %s too; a browser that reuses a connection for a"
                          .formatted(credential, other)
                      + " host of the other Gateway gets a 404",
                  "Put the hosts into one Gateway, or give each a certificate of its own"));
        }
      }
    }
    return found;
  }
}
