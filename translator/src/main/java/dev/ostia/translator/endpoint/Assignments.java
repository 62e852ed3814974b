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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Endpoints to Envoy's {@code ClusterLoadAssignment}. */
public final class Assignments {

  private Assignments() {}

  /**
   * The assignment of an EDS cluster: the endpoints of a port that have the labels of a subset,
   * grouped by locality. Envoy takes addresses there, no names.
   *
   * @param endpoints sorted
   * @param subsetLabels empty for all
   * @param unhealthyToo whether endpoints that are not ready are sent as unhealthy, else left out
   */
  public static ClusterLoadAssignment ofAddresses(
      String cluster,
      List<Endpoint> endpoints,
      String portName,
      Map<String, String> subsetLabels,
      boolean unhealthyToo) {
    Builder builder = new Builder(cluster);
    for (Endpoint endpoint : endpoints) {
      if (endpoint.portName().equals(portName)
          && endpoint.matches(subsetLabels)
          && (unhealthyToo || endpoint.healthy())
          && isAddress(endpoint)) {
        builder.add(endpoint);
      }
    }
    return builder.build();
  }

  /** The same for a DNS cluster, where names are allowed as well. */
  public static ClusterLoadAssignment ofNames(
      String cluster,
      List<Endpoint> endpoints,
      String portName,
      Map<String, String> subsetLabels,
      int limit) {
    Builder builder = new Builder(cluster);
    endpoints.stream()
        .filter(e -> e.portName().equals(portName) && e.matches(subsetLabels))
        .limit(limit)
        .forEach(builder::add);
    return builder.build();
  }

  /** Whether EDS can carry it. */
  public static boolean isAddress(Endpoint endpoint) {
    return endpoint.port() == 0 || InetAddresses.isInetAddress(endpoint.address());
  }

  private static final class Builder {
    private final ClusterLoadAssignment.Builder assignment = ClusterLoadAssignment.newBuilder();
    private final Set<String> known = new HashSet<>();
    private LocalityLbEndpoints.@Nullable Builder group;
    private Locality locality = Locality.UNKNOWN;
    private long weight;

    Builder(String cluster) {
      assignment.setClusterName(cluster);
    }

    void add(Endpoint endpoint) {
      if (!known.add(endpoint.address() + "|" + endpoint.port())) {
        return;
      }
      LocalityLbEndpoints.Builder current = group;
      if (current == null || !locality.equals(endpoint.locality())) {
        close();
        current = LocalityLbEndpoints.newBuilder();
        group = current;
        locality = endpoint.locality();
        if (!locality.equals(Locality.UNKNOWN)) {
          current
              .getLocalityBuilder()
              .setRegion(locality.region())
              .setZone(locality.zone())
              .setSubZone(locality.subzone());
        }
      }
      weight += endpoint.weight();
      current.addLbEndpoints(lbEndpoint(endpoint));
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

    private void close() {
      if (group != null) {
        // The sum of the weights must not exceed what a 32 bit number holds.
        group.setLoadBalancingWeight(UInt32Value.of((int) Math.min(weight, 0xFFFFFFFFL)));
        assignment.addEndpoints(group);
        weight = 0;
      }
    }

    ClusterLoadAssignment build() {
      close();
      return assignment.build();
    }
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
