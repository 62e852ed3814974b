package dev.ostia.cli.dump;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.admin.v3.ClusterStatus;
import io.envoyproxy.envoy.admin.v3.Clusters;
import io.envoyproxy.envoy.admin.v3.ClustersConfigDump;
import io.envoyproxy.envoy.admin.v3.EndpointsConfigDump;
import io.envoyproxy.envoy.admin.v3.HostStatus;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;

/**
 * What Envoy's {@code /clusters?format=json} would say of a configuration that no Envoy runs: the
 * hosts of each cluster with the health that the configuration gives them.
 */
final class HostStatuses {

  private HostStatuses() {}

  /** The hosts of clusters that get theirs over EDS, then of those that hold their own. */
  static Clusters of(ConfigDump dump) {
    Clusters.Builder all = Clusters.newBuilder();
    for (EndpointsConfigDump.DynamicEndpointConfig config :
        dump.section(EndpointsConfigDump.getDefaultInstance()).getDynamicEndpointConfigsList()) {
      add(all, unpack(config.getEndpointConfig(), ClusterLoadAssignment.class));
    }
    for (ClustersConfigDump.DynamicCluster config :
        dump.section(ClustersConfigDump.getDefaultInstance()).getDynamicActiveClustersList()) {
      Cluster cluster = unpack(config.getCluster(), Cluster.class);
      if (cluster.hasLoadAssignment()) {
        add(all, cluster.getLoadAssignment().toBuilder().setClusterName(cluster.getName()).build());
      }
    }
    return all.build();
  }

  private static void add(Clusters.Builder all, ClusterLoadAssignment assignment) {
    ClusterStatus.Builder status =
        all.addClusterStatusesBuilder().setName(assignment.getClusterName()).setAddedViaApi(true);
    for (LocalityLbEndpoints group : assignment.getEndpointsList()) {
      for (LbEndpoint endpoint : group.getLbEndpointsList()) {
        status.addHostStatuses(host(group, endpoint));
      }
    }
  }

  private static HostStatus host(LocalityLbEndpoints group, LbEndpoint endpoint) {
    HostStatus.Builder host =
        HostStatus.newBuilder()
            .setAddress(endpoint.getEndpoint().getAddress())
            .setHostname(endpoint.getEndpoint().getHostname())
            .setWeight(Math.max(1, endpoint.getLoadBalancingWeight().getValue()))
            .setPriority(group.getPriority())
            .setLocality(group.getLocality());
    host.getHealthStatusBuilder().setEdsHealthStatus(health(endpoint.getHealthStatus()));
    return host.build();
  }

  /** Envoy takes a host of which nothing is known as healthy. */
  private static HealthStatus health(HealthStatus status) {
    return status == HealthStatus.UNKNOWN ? HealthStatus.HEALTHY : status;
  }

  private static <M extends com.google.protobuf.Message> M unpack(Any any, Class<M> type) {
    try {
      return any.unpack(type);
    } catch (InvalidProtocolBufferException e) {
      throw MessageReader.unreadable(String.valueOf(e.getMessage()));
    }
  }
}
