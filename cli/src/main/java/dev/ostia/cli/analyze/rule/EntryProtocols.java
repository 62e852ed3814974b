package dev.ostia.cli.analyze.rule;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.resolve.Exports;
import io.fabric8.istio.api.api.networking.v1alpha3.ServicePort;
import io.fabric8.istio.api.networking.v1.ServiceEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Two ServiceEntries that say of one port of a host that different protocols are spoken there, and
 * that some namespace sees both (IST0177).
 */
final class EntryProtocols implements Rule {

  private record Port(String host, Number number) {}

  /**
   * @param namespaces that see the entry; {@code *} for all
   */
  private record Use(
      ConfigObject<ServiceEntry> entry, Set<String> namespaces, String field, String protocol) {

    boolean differsFrom(Use other) {
      return !protocol.equals(other.protocol) && isSeenWith(other);
    }

    private boolean isSeenWith(Use other) {
      return !namespaces.isEmpty()
          && !other.namespaces.isEmpty()
          && (namespaces.contains("*")
              || other.namespaces.contains("*")
              || !Collections.disjoint(namespaces, other.namespaces));
    }
  }

  @Override
  public List<Diagnostic> check(ConfigView view) {
    Map<Port, List<Use>> uses = new LinkedHashMap<>();
    view.serviceEntries().stream()
        .sorted(ConfigObject.BY_AGE)
        .forEach(entry -> collect(entry, view.mesh().defaultServiceExportTo(), uses));
    Map<String, Diagnostic> found = new LinkedHashMap<>();
    uses.forEach(
        (port, all) ->
            all.forEach(
                use ->
                    all.stream()
                        .filter(use::differsFrom)
                        .findFirst()
                        .ifPresent(
                            other ->
                                found.putIfAbsent(
                                    use.entry.key() + use.field, tell(port, use, other)))));
    return List.copyOf(found.values());
  }

  private static void collect(
      ConfigObject<ServiceEntry> entry, List<String> defaults, Map<Port, List<Use>> uses) {
    List<String> hosts = entry.resource().getSpec().getHosts();
    List<ServicePort> ports = entry.resource().getSpec().getPorts();
    if (hosts == null) {
      return;
    }
    Set<String> namespaces =
        Exports.namespaces(
            Exports.of(entry.resource().getSpec().getExportTo()),
            defaults,
            entry.key().namespace());
    for (int i = 0; ports != null && i < ports.size(); i++) {
      String protocol = Objects.toString(ports.get(i).getProtocol(), "").toUpperCase(Locale.ROOT);
      Use use = new Use(entry, namespaces, "spec.ports[" + i + "].protocol", protocol);
      Number number = ports.get(i).getNumber();
      if (number != null) {
        hosts.forEach(
            host ->
                uses.computeIfAbsent(new Port(host, number), port -> new ArrayList<>()).add(use));
      }
    }
  }

  private static Diagnostic tell(Port port, Use use, Use other) {
    return Diagnostic.of(
        DiagnosticCode.ENTRY_PROTOCOLS,
        use.entry,
        use.field,
        "%s says that port %s of %s speaks %s, not %s; only one of them counts"
            .formatted(other.entry, port.number, port.host, named(other), named(use)),
        "Give both the protocol that is spoken");
  }

  private static String named(Use use) {
    return use.protocol.isEmpty() ? "TCP (none is set)" : use.protocol;
  }
}
