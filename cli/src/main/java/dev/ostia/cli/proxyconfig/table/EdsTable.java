package dev.ostia.cli.proxyconfig.table;

import dev.ostia.cli.dump.ConfigDump;
import dev.ostia.cli.text.TabTable;
import io.envoyproxy.envoy.admin.v3.EndpointsConfigDump;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.Locality;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code proxy-config eds}: the endpoints as the configuration has them, with their localities. */
public final class EdsTable {

  private static final int PADDING = 5;

  private final List<ClusterLoadAssignment> assignments = new ArrayList<>();

  /** The endpoints of a dump; none if it was made without them. */
  public EdsTable(ConfigDump dump, EndpointFilter filter) {
    if (!dump.has(EndpointsConfigDump.getDefaultInstance())) {
      return;
    }
    EndpointsConfigDump all = dump.section(EndpointsConfigDump.getDefaultInstance());
    all.getDynamicEndpointConfigsList()
        .forEach(
            one ->
                add(
                    Unpacked.as(
                        one.getEndpointConfig(), ClusterLoadAssignment.getDefaultInstance()),
                    filter));
    all.getStaticEndpointConfigsList()
        .forEach(
            one ->
                add(
                    Unpacked.as(
                        one.getEndpointConfig(), ClusterLoadAssignment.getDefaultInstance()),
                    filter));
    assignments.sort(
        Comparator.comparing(one -> ClusterKey.of(one.getClusterName()), ClusterKey.ORDER));
  }

  private void add(ClusterLoadAssignment assignment, EndpointFilter filter) {
    ClusterLoadAssignment.Builder kept = assignment.toBuilder();
    int count = 0;
    for (LocalityLbEndpoints.Builder group : kept.getEndpointsBuilderList()) {
      List<LbEndpoint> endpoints =
          group.getLbEndpointsList().stream()
              .filter(endpoint -> matches(filter, endpoint, assignment.getClusterName()))
              .toList();
      group.clearLbEndpoints().addAllLbEndpoints(endpoints);
      count += endpoints.size();
    }
    if (count > 0) {
      assignments.add(kept.build());
    }
  }

  private static boolean matches(EndpointFilter filter, LbEndpoint endpoint, String cluster) {
    return filter.matches(
        addresses(endpoint.getEndpoint()),
        endpoint.getEndpoint().getAddress().getSocketAddress().getPortValue(),
        cluster,
        endpoint.getHealthStatus());
  }

  private static List<String> addresses(Endpoint endpoint) {
    List<String> addresses = new ArrayList<>();
    addresses.add(address(endpoint.getAddress()));
    endpoint
        .getAdditionalAddressesList()
        .forEach(more -> addresses.add(address(more.getAddress())));
    return addresses;
  }

  private static String address(Address address) {
    if (address.hasSocketAddress()) {
      return address.getSocketAddress().getAddress()
          + ":"
          + address.getSocketAddress().getPortValue();
    }
    return address.hasPipe()
        ? address.getPipe().getPath()
        : EndpointTable.internal(address.getEnvoyInternalAddress());
  }

  /** {@code region/zone/subzone}, up to the first part that is not known. */
  static String locality(Locality locality) {
    String text = locality.getRegion();
    if (locality.getZone().isEmpty()) {
      return text;
    }
    text += "/" + locality.getZone();
    return locality.getSubZone().isEmpty() ? text : text + "/" + locality.getSubZone();
  }

  /** What is shown, as messages. */
  public List<ClusterLoadAssignment> assignments() {
    return List.copyOf(assignments);
  }

  /** istioctl's table. */
  public String summary() {
    return summary("");
  }

  /** The table of {@code proxy-config all}: names say of what they are. */
  public String namedSummary() {
    return summary("endpoint/");
  }

  private String summary(String prefix) {
    TabTable table = new TabTable(PADDING);
    table.row("NAME", "STATUS", "LOCALITY", "CLUSTER");
    for (ClusterLoadAssignment assignment : assignments) {
      for (LocalityLbEndpoints group : assignment.getEndpointsList()) {
        for (LbEndpoint endpoint : group.getLbEndpointsList()) {
          table.row(
              prefix + String.join(",", addresses(endpoint.getEndpoint())),
              endpoint.getHealthStatus().name(),
              locality(group.getLocality()),
              assignment.getClusterName());
        }
      }
    }
    return table.toString();
  }
}
