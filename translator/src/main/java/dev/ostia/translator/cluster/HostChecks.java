package dev.ostia.translator.cluster;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Diagnostic.Severity;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.resolve.HostChanges;
import dev.ostia.translator.resolve.HostNames;
import dev.ostia.translator.resolve.HostPatterns;
import dev.ostia.translator.resolve.ObjectIndex;
import dev.ostia.translator.resolve.ServiceRegistry;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether any object has the host of a DestinationRule. Looked at again are the rules that changed,
 * and those of hosts that did.
 */
final class HostChecks {

  private final ServiceRegistry registry;
  private final Map<String, List<Diagnostic>> found = new HashMap<>();
  private String domainSuffix = "";
  private ObjectIndex<DestinationRule, String> rules = byHost();
  private List<Diagnostic> result = List.of();

  HostChecks(ServiceRegistry registry) {
    this.registry = registry;
  }

  /**
   * All diagnostics; the same list as before if none can have changed.
   *
   * @param services the hosts whose Services or ServiceEntries changed since the last call
   */
  List<Diagnostic> update(ConfigView view, HostChanges services) {
    if (!view.mesh().domainSuffix().equals(domainSuffix)) {
      domainSuffix = view.mesh().domainSuffix();
      rules = byHost();
      found.clear();
      result = List.of();
    }
    Set<String> changed = new HashSet<>(rules.update(view));
    changed.addAll(services.all() ? rules.keys() : services.hosts());
    boolean other = false;
    for (String host : changed) {
      List<Diagnostic> now = registry.isKnown(host) ? List.of() : unknown(host);
      List<Diagnostic> before = now.isEmpty() ? found.remove(host) : found.put(host, now);
      other |= !now.equals(before == null ? List.of() : before);
    }
    if (other) {
      result = found.values().stream().flatMap(List::stream).toList();
    }
    return result;
  }

  private ObjectIndex<DestinationRule, String> byHost() {
    return new ObjectIndex<>(Kind.DESTINATION_RULE, this::host);
  }

  /** The one host of a rule; none of a rule for many. */
  private List<String> host(ConfigObject<DestinationRule> rule) {
    var spec = rule.resource().getSpec();
    return spec == null || spec.getHost() == null || HostPatterns.isWildcard(spec.getHost())
        ? List.of()
        : List.of(HostNames.qualify(spec.getHost(), rule.key().namespace(), domainSuffix));
  }

  private List<Diagnostic> unknown(String host) {
    return rules.group(host).stream().map(rule -> diagnostic(rule, host)).toList();
  }

  private static Diagnostic diagnostic(ConfigObject<DestinationRule> rule, String host) {
    return new Diagnostic(
        DiagnosticCode.REFERENCED_RESOURCE_NOT_FOUND,
        Severity.WARNING,
        rule.key(),
        "spec.host",
        "there is no Service or ServiceEntry " + host + ", so the rule has no effect",
        "Check the name; a name without a dot is looked for in the rule's own namespace, any"
            + " other is taken as it is",
        rule.position("spec.host").orElse(null));
  }
}
