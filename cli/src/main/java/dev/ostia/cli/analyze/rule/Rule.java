package dev.ostia.cli.analyze.rule;

import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import java.util.List;

/** One thing to look for in a configuration; a pure function. */
@FunctionalInterface
public interface Rule {

  /** What was found. */
  List<Diagnostic> check(ConfigView view);

  /** All rules. */
  static List<Rule> all() {
    return List.of(
        new SchemaWarnings(),
        new RouteOrder(),
        new RouteWeights(),
        new MatchPorts(),
        new PortSelectors(),
        new UnknownTargets(),
        new GatewayReferences(),
        new GatewayConflicts(),
        new ServicePortNames(),
        new RuleHosts(),
        new UpstreamVerification(),
        new ServiceEntryAddresses(),
        new EntryProtocols(),
        new ExpiringCertificates(),
        new SharedCertificates());
  }
}
