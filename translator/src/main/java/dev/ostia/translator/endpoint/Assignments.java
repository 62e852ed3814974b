package dev.ostia.translator.endpoint;

import com.google.common.net.InetAddresses;
import com.google.protobuf.UInt32Value;
import dev.ostia.translator.config.Proxy.Locality;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.core.v3.Pipe;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Endpoints to Envoy's {@code ClusterLoadAssignment}. */
public final class Assignments {

  private Assignments() {}

  /**
   * Which endpoints of a service make up a cluster, and in which order they are used.
   *
   * @param portName the service port
   * @param subsetLabels what they have to have; empty for all
   * @param unhealthyToo whether endpoints that are not ready are sent as unhealthy, else left out
   */
  public record Selection(
      String portName,
      Map<String, String> subsetLabels,
      boolean unhealthyToo,
      LocalityRules localities) {

    private boolean includes(Endpoint endpoint) {
      return endpoint.portName().equals(portName)
          && endpoint.matches(subsetLabels)
          && (unhealthyToo || endpoint.healthy());
    }
  }

  /**
   * The assignment of an EDS cluster, grouped by locality. Envoy takes addresses there, no names.
   *
   * @param endpoints sorted
   */
  public static ClusterLoadAssignment ofAddresses(
      String cluster, List<Endpoint> endpoints, Selection selection) {
    return build(
        cluster,
        endpoints.stream().filter(e -> selection.includes(e) && isAddress(e)).toList(),
        selection);
  }

  /**
   * The same for a DNS cluster, where names are allowed as well.
   *
   * @param limit the most endpoints that it may have
   */
  public static ClusterLoadAssignment ofNames(
      String cluster, List<Endpoint> endpoints, Selection selection, int limit) {
    return build(
        cluster, endpoints.stream().filter(selection::includes).limit(limit).toList(), selection);
  }

  /** Whether EDS can carry it. */
  public static boolean isAddress(Endpoint endpoint) {
    return endpoint.port() == 0 || InetAddresses.isInetAddress(endpoint.address());
  }

  private static ClusterLoadAssignment build(
      String cluster, List<Endpoint> endpoints, Selection selection) {
    ClusterLoadAssignment.Builder assignment =
        ClusterLoadAssignment.newBuilder().setClusterName(cluster);
    List<LocalityGroup> groups = selection.localities().apply(groups(endpoints));
    boolean weighed = groups.size() > 1 || selection.localities().setting() != null;
    for (LocalityGroup group : groups) {
      assignment.addEndpoints(build(group, weighed));
    }
    return assignment.build();
  }

  /** Neighbours of one locality together, each address and port once. */
  private static List<LocalityGroup> groups(List<Endpoint> endpoints) {
    Set<String> known = new HashSet<>();
    List<LocalityGroup> groups = new ArrayList<>();
    List<Endpoint> current = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      if (!known.add(endpoint.address() + "|" + endpoint.port())) {
        continue;
      }
      if (!current.isEmpty() && !current.getFirst().locality().equals(endpoint.locality())) {
        groups.add(LocalityGroup.of(current.getFirst().locality(), current));
        current.clear();
      }
      current.add(endpoint);
    }
    if (!current.isEmpty()) {
      groups.add(LocalityGroup.of(current.getFirst().locality(), current));
    }
    return groups;
  }

  /**
   * @param weighed whether its weight counts among others: Envoy takes it from groups that say
   *     where they are, so one of an unknown place says that it is nowhere
   */
  private static LocalityLbEndpoints build(LocalityGroup group, boolean weighed) {
    LocalityLbEndpoints.Builder built = LocalityLbEndpoints.newBuilder();
    Locality locality = group.locality();
    if (weighed || !locality.equals(Locality.UNKNOWN)) {
      built
          .getLocalityBuilder()
          .setRegion(locality.region())
          .setZone(locality.zone())
          .setSubZone(locality.subzone());
    }
    group.endpoints().forEach(endpoint -> built.addLbEndpoints(lbEndpoint(endpoint)));
    // The sum of the weights must not exceed what a 32 bit number holds.
    return built
        .setPriority(group.priority())
        .setLoadBalancingWeight(UInt32Value.of((int) Math.min(group.weight(), 0xFFFFFFFFL)))
        .build();
  }

  private static LbEndpoint lbEndpoint(Endpoint endpoint) {
    LbEndpoint.Builder built = LbEndpoint.newBuilder();
    built.getEndpointBuilder().setAddress(address(endpoint));
    built.setLoadBalancingWeight(UInt32Value.of(endpoint.weight()));
    if (!endpoint.healthy()) {
      built.setHealthStatus(HealthStatus.UNHEALTHY);
    }
    return built.build();
  }

  private static Address address(Endpoint endpoint) {
    if (endpoint.port() == 0) {
      return Address.newBuilder().setPipe(Pipe.newBuilder().setPath(endpoint.address())).build();
    }
    return Address.newBuilder()
        .setSocketAddress(
            SocketAddress.newBuilder().setAddress(endpoint.address()).setPortValue(endpoint.port()))
        .build();
  }
}
