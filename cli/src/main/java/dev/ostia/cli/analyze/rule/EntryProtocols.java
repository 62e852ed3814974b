package dev.ostia.cli.analyze.rule;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import io.fabric8.istio.api.api.networking.v1alpha3.ServicePort;
import io.fabric8.istio.api.networking.v1.ServiceEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Two ServiceEntries that say of one port of a host that different protocols are spoken there. */
final class EntryProtocols implements Rule {

  private record Port(String host, Number number) {}

  private record First(ConfigObject<ServiceEntry> entry, String protocol) {}

  @Override
  public List<Diagnostic> check(ConfigView view) {
    Map<Port, First> first = new HashMap<>();
    List<Diagnostic> found = new ArrayList<>();
    for (ConfigObject<ServiceEntry> entry :
        view.serviceEntries().stream().sorted(ConfigObject.BY_AGE).toList()) {
      List<ServicePort> ports = entry.resource().getSpec().getPorts();
      for (int i = 0; ports != null && i < ports.size(); i++) {
        check(entry, i, ports.get(i), first, found);
      }
    }
    return found;
  }

  private static void check(
      ConfigObject<ServiceEntry> entry,
      int index,
      ServicePort port,
      Map<Port, First> first,
      List<Diagnostic> found) {
    List<String> hosts = entry.resource().getSpec().getHosts();
    if (hosts == null || port.getNumber() == null) {
      return;
    }
    String protocol = Objects.toString(port.getProtocol(), "").toUpperCase(Locale.ROOT);
    for (String host : hosts) {
      First other = first.putIfAbsent(new Port(host, port.getNumber()), new First(entry, protocol));
      if (other != null && !other.protocol.equals(protocol)) {
        found.add(
            Diagnostic.of(
                DiagnosticCode.ENTRY_PROTOCOLS,
                entry,
                "spec.ports[" + index + "].protocol",
                "%s says that port %s of %s speaks %s, not %s; only one of them counts"
                    .formatted(other.entry, port.getNumber(), host, other.protocol, protocol),
                "Give both the protocol that is spoken"));
      }
    }
  }
}
