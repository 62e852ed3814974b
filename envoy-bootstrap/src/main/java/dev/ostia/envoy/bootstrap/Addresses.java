package dev.ostia.envoy.bootstrap;

import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;

/** Addresses in Envoy's words. */
final class Addresses {

  private Addresses() {}

  static Address socket(HostPort address) {
    return Address.newBuilder()
        .setSocketAddress(
            SocketAddress.newBuilder().setAddress(address.host()).setPortValue(address.port()))
        .build();
  }

  /** A load assignment with one endpoint. */
  static ClusterLoadAssignment single(String cluster, HostPort address) {
    ClusterLoadAssignment.Builder assignment =
        ClusterLoadAssignment.newBuilder().setClusterName(cluster);
    assignment
        .addEndpointsBuilder()
        .addLbEndpointsBuilder()
        .getEndpointBuilder()
        .setAddress(socket(address));
    return assignment.build();
  }
}
