package dev.ostia.cli.proxystatus;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.google.protobuf.Message;
import dev.ostia.cli.dump.MessageReader;
import dev.ostia.cli.gateway.DumpedGateway;
import dev.ostia.cli.text.YamlText;
import dev.ostia.translator.simulate.EnvoyConfig;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the control plane has for a proxy beside what its Envoy works with, type by type, in the
 * form of {@code istioctl proxy-status NAME}.
 *
 * @param match whether all of it is the same
 */
record SyncReport(boolean match, String text) {

  /** As istioctl has it. */
  private static final int CONTEXT = 7;

  /** Compares two dumps with endpoints. */
  static SyncReport of(String sent, String actual) {
    EnvoyConfig wanted = DumpedGateway.parse(sent, "of the control plane").envoy();
    EnvoyConfig has = DumpedGateway.parse(actual, "of Envoy").envoy();
    StringBuilder text = new StringBuilder();
    boolean match = compare(text, "Clusters", yaml(wanted.clusters()), yaml(has.clusters()));
    match &= compare(text, "Listeners", yaml(wanted.listeners()), yaml(has.listeners()));
    match &= compare(text, "Routes", yaml(wanted.routes()), yaml(has.routes()));
    match &=
        compare(text, "Endpoints", addresses(wanted.assignments()), addresses(has.assignments()));
    return new SyncReport(match, text.toString());
  }

  private static boolean compare(
      StringBuilder text, String type, List<String> sent, List<String> actual) {
    if (sent.equals(actual)) {
      text.append(type).append(" Match\n");
      return true;
    }
    text.append(type).append(" Don't Match\n");
    UnifiedDiffUtils.generateUnifiedDiff(
            "Ostia " + type, "Envoy " + type, sent, DiffUtils.diff(sent, actual), CONTEXT)
        .forEach(line -> text.append(line).append('\n'));
    return false;
  }

  private static List<String> yaml(Map<String, ? extends Message> resources) {
    List<String> lines = new ArrayList<>();
    resources.forEach(
        (name, resource) -> {
          lines.add(name + ":");
          YamlText.of(MessageReader.tree(resource))
              .lines()
              .map(line -> "  " + line)
              .forEach(lines::add);
        });
    return lines;
  }

  /** Envoy tells assignments in other words than it got them, so only who is in them counts. */
  private static List<String> addresses(Map<String, ClusterLoadAssignment> assignments) {
    Map<String, List<String>> byCluster = new TreeMap<>();
    assignments.forEach(
        (name, assignment) ->
            byCluster.put(
                name,
                assignment.getEndpointsList().stream()
                    .flatMap(locality -> locality.getLbEndpointsList().stream())
                    .map(endpoint -> endpoint.getEndpoint().getAddress())
                    .map(
                        address ->
                            address.hasPipe()
                                ? address.getPipe().getPath()
                                : address.getSocketAddress().getAddress()
                                    + ":"
                                    + address.getSocketAddress().getPortValue())
                    .sorted()
                    .toList()));
    List<String> lines = new ArrayList<>();
    byCluster.forEach(
        (name, all) -> {
          lines.add(name + ":");
          all.forEach(address -> lines.add("- " + address));
        });
    return lines;
  }
}
