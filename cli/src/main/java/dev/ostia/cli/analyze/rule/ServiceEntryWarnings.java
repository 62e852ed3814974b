package dev.ostia.cli.analyze.rule;

import static dev.ostia.translator.config.ModelLists.orEmpty;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.resolve.HostPatterns;
import io.fabric8.istio.api.api.networking.v1alpha3.ServiceEntryResolution;
import io.fabric8.istio.api.api.networking.v1alpha3.ServicePort;
import io.fabric8.istio.api.networking.v1.ServiceEntry;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Istio's validation takes of a ServiceEntry and warns of. */
final class ServiceEntryWarnings {

  /** With the value {@code false} Istio gives the entry no address of its own. */
  private static final String AUTOMATIC = "networking.istio.io/enable-autoallocate-ip";

  /** Protocols whose connections carry no host name. */
  private static final Set<String> OPAQUE =
      Set.of("TCP", "HTTPS", "TLS", "MONGO", "REDIS", "MYSQL");

  private ServiceEntryWarnings() {}

  static void check(ConfigObject<ServiceEntry> entry, List<Diagnostic> found) {
    var spec = entry.resource().getSpec();
    boolean none =
        spec.getResolution() == null || spec.getResolution() == ServiceEntryResolution.NONE;
    var selector = spec.getWorkloadSelector();
    if (selector != null && (selector.getLabels() == null || selector.getLabels().isEmpty())) {
      found.add(SchemaWarnings.withoutLabels(entry, "spec.workloadSelector"));
    }
    if (selector != null && none) {
      found.add(
          SchemaWarnings.warning(
              entry,
              "spec.workloadSelector",
              "with resolution NONE connections go where the client sends them, and no workload is"
                  + " selected",
              "Set resolution: STATIC, or remove the selector"));
    }
    hosts(entry, orEmpty(spec.getHosts()), found);
    boolean automatic = !none && !"false".equalsIgnoreCase(entry.labels().get(AUTOMATIC));
    if (orEmpty(spec.getAddresses()).isEmpty() && !automatic) {
      withoutAddresses(entry, orEmpty(spec.getPorts()), found);
    }
    if (isResolved(spec.getResolution())
        && !orEmpty(spec.getAddresses()).isEmpty()
        && orEmpty(spec.getHosts()).size() > 1
        && orEmpty(spec.getPorts()).stream().anyMatch(port -> OPAQUE.contains(protocol(port)))) {
      found.add(
          SchemaWarnings.warning(
              entry,
              "spec.hosts[1]",
              "connections to one address cannot be told apart by host",
              "Make a ServiceEntry for each host"));
    }
  }

  private static void hosts(
      ConfigObject<ServiceEntry> entry, List<String> hosts, List<Diagnostic> found) {
    boolean dynamic =
        entry.resource().getSpec().getResolution() == ServiceEntryResolution.DYNAMIC_DNS;
    for (int i = 0; i < hosts.size(); i++) {
      String host = hosts.get(i);
      if (!dynamic
          && HostPatterns.isWildcard(host)
          && !host.equals("*")
          && !host.startsWith("*.")) {
        found.add(
            SchemaWarnings.warning(
                entry,
                "spec.hosts[" + i + "]",
                host + " has a wildcard for a part of a label",
                "Write *. and whole labels"));
      }
    }
  }

  private static void withoutAddresses(
      ConfigObject<ServiceEntry> entry, List<ServicePort> ports, List<Diagnostic> found) {
    for (int i = 0; i < ports.size(); i++) {
      String protocol = Objects.requireNonNullElse(ports.get(i).getProtocol(), "");
      if (protocol.isEmpty() || protocol.equals("TCP")) {
        found.add(
            SchemaWarnings.warning(
                entry,
                "spec.ports[" + i + "].protocol",
                "a port of protocol TCP needs spec.addresses, as Istio gives this entry none",
                "Set spec.addresses, or the protocol that is spoken"));
      }
    }
  }

  private static boolean isResolved(@Nullable ServiceEntryResolution resolution) {
    return resolution == ServiceEntryResolution.DNS
        || resolution == ServiceEntryResolution.DNS_ROUND_ROBIN;
  }

  private static String protocol(ServicePort port) {
    return Objects.requireNonNullElse(port.getProtocol(), "").toUpperCase(Locale.ROOT);
  }
}
