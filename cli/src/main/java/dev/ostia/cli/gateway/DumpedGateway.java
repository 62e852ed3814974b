package dev.ostia.cli.gateway;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.FileProblem;
import dev.ostia.cli.dump.ConfigDump;
import dev.ostia.translator.simulate.EnvoyConfig;
import io.envoyproxy.envoy.admin.v3.ClustersConfigDump;
import io.envoyproxy.envoy.admin.v3.EndpointsConfigDump;
import io.envoyproxy.envoy.admin.v3.ListenersConfigDump;
import io.envoyproxy.envoy.admin.v3.RoutesConfigDump;
import io.envoyproxy.envoy.admin.v3.SecretsConfigDump;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A gateway known from Envoy's {@code /config_dump?include_eds}: what it got over xDS. */
public final class DumpedGateway {

  private DumpedGateway() {}

  /**
   * Reads a dump.
   *
   * @throws CommandFailure if it cannot be read, or has no endpoints
   */
  public static GatewayModel read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new CommandFailure("the dump " + file + " cannot be read: " + FileProblem.of(e));
    }
  }

  /**
   * The gateway of a dump.
   *
   * @param origin where it is from, for the error
   * @throws CommandFailure if it has no endpoints
   */
  public static GatewayModel parse(String json, String origin) {
    ConfigDump dump;
    try {
      dump = ConfigDump.parse(json);
    } catch (CommandFailure e) {
      throw new CommandFailure(
          "%s is not what Envoy answers at /config_dump: %s".formatted(origin, e.getMessage()));
    }
    return of(dump, origin);
  }

  private static GatewayModel of(ConfigDump dump, String origin) {
    if (!dump.has(EndpointsConfigDump.getDefaultInstance())) {
      throw new CommandFailure(
          "the dump " + origin + " has no endpoints; get it with /config_dump?include_eds");
    }
    NavigableMap<String, Listener> listeners = new TreeMap<>();
    dump.section(ListenersConfigDump.getDefaultInstance())
        .getDynamicListenersList()
        .forEach(
            state -> {
              Listener listener =
                  unpack(state.getActiveState().getListener(), Listener.getDefaultInstance());
              if (state.hasActiveState()) {
                listeners.put(listener.getName(), listener);
              }
            });
    return GatewayModel.of(
        new EnvoyConfig(listeners, routes(dump), clusters(dump), assignments(dump)),
        awaitedSecrets(dump));
  }

  private static Set<String> awaitedSecrets(ConfigDump dump) {
    Set<String> names = new TreeSet<>();
    if (dump.has(SecretsConfigDump.getDefaultInstance())) {
      dump.section(SecretsConfigDump.getDefaultInstance())
          .getDynamicWarmingSecretsList()
          .forEach(state -> names.add(state.getName()));
    }
    return names;
  }

  private static NavigableMap<String, RouteConfiguration> routes(ConfigDump dump) {
    NavigableMap<String, RouteConfiguration> routes = new TreeMap<>();
    if (dump.has(RoutesConfigDump.getDefaultInstance())) {
      dump.section(RoutesConfigDump.getDefaultInstance())
          .getDynamicRouteConfigsList()
          .forEach(
              state -> {
                RouteConfiguration found =
                    unpack(state.getRouteConfig(), RouteConfiguration.getDefaultInstance());
                routes.put(found.getName(), found);
              });
    }
    return routes;
  }

  private static NavigableMap<String, Cluster> clusters(ConfigDump dump) {
    NavigableMap<String, Cluster> clusters = new TreeMap<>();
    dump.section(ClustersConfigDump.getDefaultInstance())
        .getDynamicActiveClustersList()
        .forEach(
            state -> {
              Cluster found = unpack(state.getCluster(), Cluster.getDefaultInstance());
              clusters.put(found.getName(), found);
            });
    return clusters;
  }

  private static NavigableMap<String, ClusterLoadAssignment> assignments(ConfigDump dump) {
    NavigableMap<String, ClusterLoadAssignment> assignments = new TreeMap<>();
    dump.section(EndpointsConfigDump.getDefaultInstance())
        .getDynamicEndpointConfigsList()
        .forEach(
            state -> {
              ClusterLoadAssignment found =
                  unpack(state.getEndpointConfig(), ClusterLoadAssignment.getDefaultInstance());
              assignments.put(found.getClusterName(), found);
            });
    return assignments;
  }

  @SuppressWarnings("unchecked") // the parser of a type gives that type
  private static <M extends Message> M unpack(Any any, M type) {
    try {
      return (M) type.getParserForType().parseFrom(any.getValue());
    } catch (InvalidProtocolBufferException e) {
      throw new CommandFailure("a resource in the dump is not what its type says");
    }
  }
}
