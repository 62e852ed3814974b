package dev.ostia.cli.cases;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLog;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.ScopedRouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation;
import java.util.function.ToIntFunction;

/** Puts a prefix before the names of resources, and endpoints on loopback. */
final class Renamer {

  private Renamer() {}

  static Listener listener(Listener listener, SocketAddress address, String prefix) {
    Listener.Builder builder = listener.toBuilder().setName(prefix + listener.getName());
    builder.getAddressBuilder().setSocketAddress(address);
    for (FilterChain.Builder chain : builder.getFilterChainsBuilderList()) {
      if (chain.hasTransportSocket()) {
        SecretRenamer.socket(chain.getTransportSocketBuilder(), prefix);
      }
      for (Filter.Builder filter : chain.getFiltersBuilderList()) {
        if (filter.getTypedConfig().is(TcpProxy.class)) {
          filter.setTypedConfig(Any.pack(stream(filter.getTypedConfig(), prefix)));
        }
        if (filter.getTypedConfig().is(HttpConnectionManager.class)) {
          filter.setTypedConfig(Any.pack(manager(filter.getTypedConfig(), prefix)));
        }
      }
    }
    builder.getAccessLogBuilderList().forEach(log -> rename(log, prefix));
    return builder.build();
  }

  private static void rename(AccessLog.Builder log, String prefix) {
    log.setTypedConfig(TelemetryRenamer.rename(log.getTypedConfig(), prefix));
  }

  private static HttpConnectionManager manager(Any config, String prefix) {
    try {
      HttpConnectionManager.Builder manager =
          config.unpack(HttpConnectionManager.class).toBuilder();
      if (manager.hasScopedRoutes()) {
        shardChoice(manager, prefix);
      } else {
        manager.getRdsBuilder().setRouteConfigName(prefix + manager.getRds().getRouteConfigName());
      }
      manager.getAccessLogBuilderList().forEach(log -> rename(log, prefix));
      if (manager.hasTracing()) {
        var tracer = manager.getTracingBuilder().getProviderBuilder();
        tracer.setTypedConfig(TelemetryRenamer.rename(tracer.getTypedConfig(), prefix));
      }
      return manager.build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void shardChoice(HttpConnectionManager.Builder manager, String prefix)
      throws InvalidProtocolBufferException {
    manager.getScopedRoutesBuilder().setName(prefix + manager.getScopedRoutes().getName());
    HeaderMutation.Builder header =
        manager
            .getEarlyHeaderMutationExtensions(0)
            .getTypedConfig()
            .unpack(HeaderMutation.class)
            .toBuilder();
    var value = header.getMutationsBuilder(0).getAppendBuilder().getHeaderBuilder();
    value.setValue(prefix + value.getValue());
    manager.getEarlyHeaderMutationExtensionsBuilder(0).setTypedConfig(Any.pack(header.build()));
  }

  static ScopedRouteConfiguration scope(ScopedRouteConfiguration scope, String prefix) {
    ScopedRouteConfiguration.Builder builder =
        scope.toBuilder()
            .setName(prefix + scope.getName())
            .setRouteConfigurationName(prefix + scope.getRouteConfigurationName());
    var key = builder.getKeyBuilder().getFragmentsBuilder(0);
    key.setStringKey(prefix + key.getStringKey());
    return builder.build();
  }

  private static TcpProxy stream(Any config, String prefix) {
    try {
      TcpProxy.Builder proxy = config.unpack(TcpProxy.class).toBuilder();
      proxy.getAccessLogBuilderList().forEach(log -> rename(log, prefix));
      if (proxy.hasCluster()) {
        proxy.setCluster(prefix + proxy.getCluster());
      }
      if (proxy.hasWeightedClusters()) {
        proxy
            .getWeightedClustersBuilder()
            .getClustersBuilderList()
            .forEach(cluster -> cluster.setName(prefix + cluster.getName()));
      }
      return proxy.build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static RouteConfiguration routes(RouteConfiguration routes, String prefix) {
    RouteConfiguration.Builder builder = routes.toBuilder().setName(prefix + routes.getName());
    for (VirtualHost.Builder host : builder.getVirtualHostsBuilderList()) {
      for (Route.Builder route : host.getRoutesBuilderList()) {
        if (route.hasRoute()) {
          action(route.getRouteBuilder(), prefix);
        }
      }
    }
    return builder.build();
  }

  private static void action(RouteAction.Builder action, String prefix) {
    if (action.hasCluster()) {
      action.setCluster(prefix + action.getCluster());
    }
    action
        .getRequestMirrorPoliciesBuilderList()
        .forEach(mirror -> mirror.setCluster(prefix + mirror.getCluster()));
    if (action.hasWeightedClusters()) {
      action
          .getWeightedClustersBuilder()
          .getClustersBuilderList()
          .forEach(cluster -> cluster.setName(prefix + cluster.getName()));
    }
  }

  static Cluster cluster(Cluster cluster, String prefix, ToIntFunction<String> endpoints) {
    Cluster.Builder builder = cluster.toBuilder().setName(prefix + cluster.getName());
    if (cluster.hasTransportSocket()) {
      SecretRenamer.socket(builder.getTransportSocketBuilder(), prefix);
    }
    if (cluster.getType() == Cluster.DiscoveryType.EDS) {
      String service = cluster.getEdsClusterConfig().getServiceName();
      if (!service.isEmpty()) {
        builder.getEdsClusterConfigBuilder().setServiceName(prefix + service);
      }
    } else if (cluster.hasLoadAssignment()) {
      builder.setLoadAssignment(assignment(cluster.getLoadAssignment(), prefix, endpoints));
    }
    return builder.build();
  }

  static ClusterLoadAssignment assignment(
      ClusterLoadAssignment assignment, String prefix, ToIntFunction<String> endpoints) {
    ClusterLoadAssignment.Builder builder =
        assignment.toBuilder().setClusterName(prefix + assignment.getClusterName());
    for (LocalityLbEndpoints.Builder locality : builder.getEndpointsBuilderList()) {
      for (LbEndpoint.Builder endpoint : locality.getLbEndpointsBuilderList()) {
        SocketAddress.Builder socket =
            endpoint.getEndpointBuilder().getAddressBuilder().getSocketAddressBuilder();
        String address = socket.getAddress() + ":" + socket.getPortValue();
        socket.setAddress("127.0.0.1").setPortValue(endpoints.applyAsInt(address));
      }
    }
    return builder.build();
  }
}
