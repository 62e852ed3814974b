package dev.ostia.cli.analyze.rule;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.resolve.HostNames;
import io.fabric8.kubernetes.api.model.Service;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The hosts that a configuration knows. */
final class Hosts {

  private final String domainSuffix = "cluster.local";
  private final Map<String, ConfigObject<Service>> services = new HashMap<>();
  private final Set<String> others = new HashSet<>();

  Hosts(ConfigView view) {
    view.services()
        .forEach(
            service ->
                services.put(
                    HostNames.serviceHost(
                        service.key().name(), service.key().namespace(), domainSuffix),
                    service));
    view.serviceEntries()
        .forEach(
            entry -> {
              List<String> hosts = entry.resource().getSpec().getHosts();
              others.addAll(hosts == null ? List.of() : hosts);
            });
  }

  Optional<ConfigObject<Service>> service(String host, String namespace) {
    return Optional.ofNullable(services.get(HostNames.qualify(host, namespace, domainSuffix)));
  }

  /** Whether there is a host of this name, or one that the wildcard in it covers. */
  boolean has(String host, String namespace) {
    String name = HostNames.qualify(host, namespace, domainSuffix);
    if (services.containsKey(name) || others.contains(name)) {
      return true;
    }
    if (name.startsWith("*")) {
      String end = name.substring(1);
      return services.keySet().stream().anyMatch(known -> known.endsWith(end))
          || others.stream().anyMatch(known -> known.endsWith(end));
    }
    return others.stream()
        .anyMatch(known -> known.startsWith("*") && name.endsWith(known.substring(1)));
  }
}
