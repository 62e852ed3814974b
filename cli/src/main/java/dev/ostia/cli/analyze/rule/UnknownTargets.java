package dev.ostia.cli.analyze.rule;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Destinations of VirtualServices that are not there (IST0101): host, port or subset. Translating
 * tells of those that a gateway needs; this tells of VirtualServices of the mesh and of those that
 * are refused as well.
 */
final class UnknownTargets implements Rule {

  @Override
  public List<Diagnostic> check(ConfigView view) {
    Hosts hosts = new Hosts(view);
    Map<String, Set<String>> subsets = new HashMap<>();
    view.destinationRules().forEach(rule -> subsets(rule, hosts, subsets));
    List<Diagnostic> found = new ArrayList<>();
    for (ConfigObject<VirtualService> service : view.virtualServices()) {
      for (Target target : Target.of(service.resource())) {
        missing(target, service, hosts, subsets).ifPresent(found::add);
      }
    }
    return found;
  }

  private static void subsets(
      ConfigObject<DestinationRule> rule, Hosts hosts, Map<String, Set<String>> subsets) {
    var spec = rule.resource().getSpec();
    if (spec.getHost() != null && spec.getSubsets() != null) {
      spec.getSubsets()
          .forEach(
              subset ->
                  subsets
                      .computeIfAbsent(hosts.name(spec.getHost(), rule), host -> new HashSet<>())
                      .add(subset.getName()));
    }
  }

  private static Optional<Diagnostic> missing(
      Target target,
      ConfigObject<VirtualService> service,
      Hosts hosts,
      Map<String, Set<String>> subsets) {
    String host = target.destination().getHost();
    List<Hosts.Known> known = hosts.find(host, service, service.resource().getSpec().getExportTo());
    if (known.isEmpty()) {
      return tell(
          service,
          target.field() + ".host",
          "no Service or ServiceEntry has the host " + host,
          "Create it, export it to this namespace, or correct the host");
    }
    List<Integer> ports = known.stream().flatMap(one -> one.ports().stream()).distinct().toList();
    if (target.port() != 0 && !ports.contains(target.port())) {
      return tell(
          service,
          target.field() + ".port.number",
          "%s has no port %d (it has %s)".formatted(host, target.port(), ports),
          "Name one of its ports in destination.port.number");
    }
    Set<String> there = subsets.getOrDefault(hosts.name(host, service), Set.of());
    return target.subset().isEmpty() || there.contains(target.subset())
        ? Optional.empty()
        : tell(
            service,
            target.field() + ".subset",
            "no DestinationRule for %s has a subset %s".formatted(host, target.subset()),
            "Add the subset to a DestinationRule for the host, or correct its name");
  }

  private static Optional<Diagnostic> tell(
      ConfigObject<VirtualService> service, String field, String what, String advice) {
    return Optional.of(
        Diagnostic.of(DiagnosticCode.REFERENCED_RESOURCE_NOT_FOUND, service, field, what, advice));
  }
}
