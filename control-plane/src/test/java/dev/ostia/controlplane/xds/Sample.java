package dev.ostia.controlplane.xds;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.controlplane.snapshot.VersionedResource;
import dev.ostia.translator.ResourceType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.Locality;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.ScopedRouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.GenericSecret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Snapshots of small resources, written as {@code name=version}. The version is also in the
 * content, so that it is seen where the protocol does not carry it. A cluster is one of EDS and
 * names the assignment of its own name; a listener names the route configuration of its own name.
 */
final class Sample {

  /** An assignment and a secret that all samples have; see {@link ScriptedClient#expectNothing}. */
  static final String FENCE = "fence";

  private static int snapshots;

  private final Map<String, SortedMap<String, VersionedResource>> resources = new LinkedHashMap<>();

  private Sample() {}

  static Sample sample() {
    return new Sample()
        .with(ResourceType.ENDPOINT, FENCE + "=v1")
        .with(ResourceType.SECRET, FENCE + "=v1");
  }

  Sample with(ResourceType type, String... namesAndVersions) {
    for (String nameAndVersion : namesAndVersions) {
      String[] parts = nameAndVersion.split("=", 2);
      add(type, parts[0], parts[1]);
    }
    return this;
  }

  private void add(ResourceType type, String name, String version) {
    Any packed = Any.pack(message(type, name, version));
    resources
        .computeIfAbsent(type.typeUrl(), t -> new TreeMap<>())
        .put(name, new VersionedResource(name, version, packed));
  }

  /** With a version that no other has. */
  Snapshot build() {
    return build("snapshot-" + ++snapshots);
  }

  Snapshot build(String version) {
    return new Snapshot(version, resources);
  }

  private static Message message(ResourceType type, String name, String version) {
    return switch (type) {
      case CLUSTER ->
          Cluster.newBuilder()
              .setName(name)
              .setType(Cluster.DiscoveryType.EDS)
              .setAltStatName(version)
              .build();
      case ENDPOINT ->
          ClusterLoadAssignment.newBuilder()
              .setClusterName(name)
              .addEndpoints(
                  LocalityLbEndpoints.newBuilder()
                      .setLocality(Locality.newBuilder().setRegion(version)))
              .build();
      case LISTENER -> listener(name, version);
      case SCOPE ->
          ScopedRouteConfiguration.newBuilder()
              .setName(name)
              .setRouteConfigurationName(version)
              .build();
      case ROUTE ->
          RouteConfiguration.newBuilder().setName(name).addInternalOnlyHeaders(version).build();
      case SECRET ->
          Secret.newBuilder()
              .setName(name)
              .setGenericSecret(
                  GenericSecret.newBuilder()
                      .setSecret(DataSource.newBuilder().setInlineString(version)))
              .build();
    };
  }

  private static Listener listener(String name, String version) {
    HttpConnectionManager manager =
        HttpConnectionManager.newBuilder()
            .setRds(Rds.newBuilder().setRouteConfigName(name))
            .build();
    return Listener.newBuilder()
        .setName(name)
        .setStatPrefix(version)
        .addFilterChains(
            FilterChain.newBuilder()
                .addFilters(Filter.newBuilder().setTypedConfig(Any.pack(manager))))
        .build();
  }

  /** Reads a resource back as {@code name=version}. */
  static String read(Any packed) {
    try {
      if (packed.is(Cluster.class)) {
        Cluster cluster = packed.unpack(Cluster.class);
        return cluster.getName() + "=" + cluster.getAltStatName();
      }
      if (packed.is(ClusterLoadAssignment.class)) {
        ClusterLoadAssignment assignment = packed.unpack(ClusterLoadAssignment.class);
        return assignment.getClusterName()
            + "="
            + assignment.getEndpoints(0).getLocality().getRegion();
      }
      if (packed.is(Listener.class)) {
        Listener listener = packed.unpack(Listener.class);
        return listener.getName() + "=" + listener.getStatPrefix();
      }
      if (packed.is(ScopedRouteConfiguration.class)) {
        ScopedRouteConfiguration scope = packed.unpack(ScopedRouteConfiguration.class);
        return scope.getName() + "=" + scope.getRouteConfigurationName();
      }
      if (packed.is(RouteConfiguration.class)) {
        RouteConfiguration routes = packed.unpack(RouteConfiguration.class);
        return routes.getName() + "=" + routes.getInternalOnlyHeaders(0);
      }
      Secret secret = packed.unpack(Secret.class);
      return secret.getName() + "=" + secret.getGenericSecret().getSecret().getInlineString();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
