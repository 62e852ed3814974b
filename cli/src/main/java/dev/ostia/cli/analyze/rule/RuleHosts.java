package dev.ostia.cli.analyze.rule;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.resolve.HostPatterns;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import java.util.ArrayList;
import java.util.List;

/** A DestinationRule for a host that no Service and no ServiceEntry has (IST0174). */
final class RuleHosts implements Rule {

  @Override
  public List<Diagnostic> check(ConfigView view) {
    Hosts hosts = new Hosts(view);
    List<Diagnostic> found = new ArrayList<>();
    for (ConfigObject<DestinationRule> rule : view.destinationRules()) {
      String host = rule.resource().getSpec().getHost();
      if (host != null && !isThere(host, rule, hosts)) {
        found.add(
            Diagnostic.of(
                DiagnosticCode.UNKNOWN_RULE_HOST,
                rule,
                "spec.host",
                "no Service and no ServiceEntry has the host " + host,
                "Correct the host, or add what it names"));
      }
    }
    return found;
  }

  /** A rule for a wildcard is for all hosts that it covers. */
  private static boolean isThere(String host, ConfigObject<DestinationRule> rule, Hosts hosts) {
    return !hosts.find(host, rule, rule.resource().getSpec().getExportTo()).isEmpty()
        || (HostPatterns.isWildcard(host) && hosts.hasAnyOf(host));
  }
}
