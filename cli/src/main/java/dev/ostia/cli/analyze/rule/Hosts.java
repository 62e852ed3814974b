package dev.ostia.cli.analyze.rule;

import static dev.ostia.translator.config.ModelLists.orEmpty;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.resolve.Exports;
import dev.ostia.translator.resolve.HostNames;
import dev.ostia.translator.resolve.HostPatterns;
import io.fabric8.istio.api.networking.v1.ServiceEntry;
import io.fabric8.kubernetes.api.model.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The hosts that a configuration knows, and who sees them. */
final class Hosts {

  /**
   * One object that has a host.
   *
   * @param namespaces that see it; {@code *} for all
   */
  record Known(Set<String> namespaces, List<Integer> ports) {

    private boolean isSeenFrom(Set<String> viewers) {
      return namespaces.contains("*") || viewers.stream().anyMatch(namespaces::contains);
    }
  }

  private final String domainSuffix;
  private final Map<String, List<Known>> known = new HashMap<>();
  private final List<String> wildcards = new ArrayList<>();
  private final List<String> defaults;

  Hosts(ConfigView view) {
    domainSuffix = view.mesh().domainSuffix();
    defaults = view.mesh().defaultServiceExportTo();
    view.services().forEach(this::addService);
    view.serviceEntries().forEach(this::addEntry);
    known.keySet().stream().filter(HostPatterns::isWildcard).forEach(wildcards::add);
  }

  private void addService(ConfigObject<Service> service) {
    var ports = service.resource().getSpec().getPorts();
    add(
        HostNames.serviceHost(service.key().name(), service.key().namespace(), domainSuffix),
        service,
        Exports.of(service.annotations()),
        orEmpty(ports).stream().map(port -> port.getPort()).filter(Objects::nonNull).toList());
  }

  private void addEntry(ConfigObject<ServiceEntry> entry) {
    var spec = entry.resource().getSpec();
    List<Integer> ports =
        orEmpty(spec.getPorts()).stream()
            .filter(port -> port != null && port.getNumber() != null)
            .map(port -> port.getNumber().intValue())
            .toList();
    for (String host : orEmpty(spec.getHosts())) {
      add(name(host, entry), entry, Exports.of(spec.getExportTo()), ports);
    }
  }

  /** The full name of a host that an object names. */
  String name(String host, ConfigObject<?> of) {
    return HostNames.qualify(host, of.key().namespace(), domainSuffix);
  }

  private void add(String host, ConfigObject<?> of, Set<String> exportTo, List<Integer> ports) {
    known
        .computeIfAbsent(host, name -> new ArrayList<>(1))
        .add(
            new Known(
                Exports.namespaces(exportTo, defaults, of.key().namespace()), List.copyOf(ports)));
  }

  /**
   * What has a host that an object names, or else a wildcard that covers it; empty if nothing has.
   *
   * @param exportTo of the object: if it is set, these namespaces must see the host
   */
  List<Known> find(String host, ConfigObject<?> from, @Nullable List<String> exportTo) {
    String namespace = from.key().namespace();
    Set<String> viewers = Exports.namespaces(Exports.of(exportTo), List.of("."), namespace);
    String name = name(host, from);
    List<Known> exact = seen(name, viewers);
    return exact.isEmpty()
        ? wildcards.stream()
            .filter(wildcard -> HostPatterns.covers(wildcard, name))
            .flatMap(wildcard -> seen(wildcard, viewers).stream())
            .toList()
        : exact;
  }

  private List<Known> seen(String name, Set<String> viewers) {
    return known.getOrDefault(name, List.of()).stream()
        .filter(one -> one.isSeenFrom(viewers))
        .toList();
  }

  /** Whether a wildcard covers some host. */
  boolean hasAnyOf(String wildcard) {
    return known.keySet().stream().anyMatch(host -> HostPatterns.covers(wildcard, host));
  }
}
