package dev.ostia.cli.analyze.rule;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import io.fabric8.istio.api.api.networking.v1alpha3.ServiceEntryStatus;
import io.fabric8.istio.api.api.networking.v1alpha3.ServicePort;
import io.fabric8.istio.api.networking.v1.ServiceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A ServiceEntry with a port of TCP and no address to know its connections by (IST0134). */
final class ServiceEntryAddresses implements Rule {

  @Override
  public List<Diagnostic> check(ConfigView view) {
    List<Diagnostic> found = new ArrayList<>();
    for (ConfigObject<ServiceEntry> entry : view.serviceEntries()) {
      List<String> addresses = entry.resource().getSpec().getAddresses();
      if ((addresses != null && !addresses.isEmpty()) || isAllocated(entry)) {
        continue;
      }
      List<ServicePort> ports = entry.resource().getSpec().getPorts();
      for (int i = 0; ports != null && i < ports.size(); i++) {
        if (isTcp(ports.get(i).getProtocol())) {
          found.add(
              Diagnostic.of(
                  DiagnosticCode.SERVICE_ENTRY_ADDRESSES,
                  entry,
                  "spec.ports[" + i + "].protocol",
                  "a port of protocol TCP needs spec.addresses: without them its connections"
                      + " cannot be told from others",
                  "Set spec.addresses, or the protocol that is spoken"));
        }
      }
    }
    return found;
  }

  /** Istio gives a ServiceEntry addresses of its own, and writes them into the status. */
  private static boolean isAllocated(ConfigObject<ServiceEntry> entry) {
    ServiceEntryStatus status = entry.resource().getStatus();
    return status != null && status.getAddresses() != null && !status.getAddresses().isEmpty();
  }

  private static boolean isTcp(String protocol) {
    return protocol == null
        || protocol.isEmpty()
        || protocol.toUpperCase(Locale.ROOT).equals("TCP");
  }
}
