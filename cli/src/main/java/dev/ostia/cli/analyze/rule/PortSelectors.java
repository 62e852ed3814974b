package dev.ostia.cli.analyze.rule;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.ArrayList;
import java.util.List;

/** A destination without a port whose Service or ServiceEntry has several (IST0112). */
final class PortSelectors implements Rule {

  @Override
  public List<Diagnostic> check(ConfigView view) {
    Hosts hosts = new Hosts(view);
    List<Diagnostic> found = new ArrayList<>();
    for (ConfigObject<VirtualService> service : view.virtualServices()) {
      Target.of(service.resource()).stream()
          .filter(target -> target.destination().getPort() == null)
          .forEach(target -> check(service, target, hosts, found));
    }
    return found;
  }

  private static void check(
      ConfigObject<VirtualService> service, Target target, Hosts hosts, List<Diagnostic> found) {
    String host = target.destination().getHost();
    List<Hosts.Known> known = hosts.find(host, service, service.resource().getSpec().getExportTo());
    if (!known.isEmpty() && known.stream().allMatch(one -> one.ports().size() > 1)) {
      found.add(
          Diagnostic.of(
              DiagnosticCode.PORT_SELECTOR_REQUIRED,
              service,
              target.field(),
              "%s has %d ports and the destination names none of them"
                  .formatted(host, known.getFirst().ports().size()),
              "Add port.number"));
    }
  }
}
