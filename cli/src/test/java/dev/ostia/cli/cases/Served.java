package dev.ostia.cli.cases;

import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.simulate.EnvoyConfig;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What an object costs the others. */
final class Served {

  private Served() {}

  /**
   * What is not served of what would be without the object.
   *
   * @param refused whether the object counts for nothing, so that all must be equal
   */
  static List<String> missing(Translation without, Translation with, boolean refused, String what) {
    List<String> faults = new ArrayList<>();
    for (ResourceType type : ResourceType.values()) {
      if (refused && !without.resources(type).equals(with.resources(type))) {
        faults.add(what + " is refused, but changes a " + type);
      }
      Set<String> names = new TreeSet<>(without.resources(type).keySet());
      names.removeAll(with.resources(type).keySet());
      if (!names.isEmpty()) {
        faults.add(what + " costs " + type + " " + names);
      }
    }
    Set<String> domains = domains(without);
    domains.removeAll(domains(with));
    if (!domains.isEmpty()) {
      faults.add(what + " costs the hosts " + domains);
    }
    return faults;
  }

  private static Set<String> domains(Translation translation) {
    Set<String> domains = new TreeSet<>();
    for (Map.Entry<String, RouteConfiguration> routes :
        EnvoyConfig.of(translation).routes().entrySet()) {
      routes.getValue().getVirtualHostsList().stream()
          // One without routes answers what no other host does.
          .filter(host -> host.getRoutesCount() > 0)
          .forEach(
              host ->
                  host.getDomainsList()
                      .forEach(domain -> domains.add(routes.getKey() + " " + domain)));
    }
    return domains;
  }
}
