package dev.ostia.cli.serve;

import dev.ostia.cli.gateway.PortMapping;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import io.fabric8.istio.api.api.networking.v1alpha3.Server;
import io.fabric8.istio.api.networking.v1.Gateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What to tell people whose Gateways want ports below 1024 that this process cannot have.
 *
 * @param mapping all that is mapped
 * @param asked what the user mapped
 * @param labels the gateway's labels
 */
record LowPorts(PortMapping mapping, Map<Integer, Integer> asked, Map<String, String> labels) {

  /** A line for what was mapped unasked, and one for each port that cannot be served. */
  List<String> notices(ConfigView view) {
    SortedSet<Integer> wanted = new TreeSet<>();
    view.gateways().stream().filter(this::selects).forEach(gateway -> addPorts(gateway, wanted));
    Map<Integer, Integer> unasked = new TreeMap<>();
    List<String> notices = new ArrayList<>();
    for (int port : wanted) {
      if (asked.containsKey(port)) {
        continue;
      }
      if (mapping.ports().containsKey(port)) {
        unasked.put(port, mapping.local(port));
      } else {
        notices.add(
            "port %d of a Gateway cannot be opened: ports below 1024 need rights that this user"
                    .formatted(port)
                + " does not have. Map it with --port %d=LOCAL".formatted(port));
      }
    }
    unasked.forEach(
        (port, local) ->
            notices.add(
                "Gateway port %d is served on %d, as ports below 1024 need rights that this user"
                        .formatted(port, local)
                    + " does not have (--port %d=LOCAL chooses another)".formatted(port)));
    return notices;
  }

  private boolean selects(ConfigObject<Gateway> gateway) {
    return gateway.resource().getSpec() != null
        && (gateway.resource().getSpec().getSelector() == null
            || labels
                .entrySet()
                .containsAll(gateway.resource().getSpec().getSelector().entrySet()));
  }

  private static void addPorts(ConfigObject<Gateway> gateway, SortedSet<Integer> ports) {
    for (Server server : gateway.resource().getSpec().getServers()) {
      Long number = server.getPort() == null ? null : server.getPort().getNumber();
      if (number != null && PortMapping.isLow(number.intValue())) {
        ports.add(number.intValue());
      }
    }
  }
}
