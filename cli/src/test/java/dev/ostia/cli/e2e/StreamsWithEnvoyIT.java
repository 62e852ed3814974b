package dev.ostia.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.controlplane.snapshot.VersionedResource;
import dev.ostia.controlplane.xds.SnapshotSource;
import dev.ostia.controlplane.xds.XdsListener;
import dev.ostia.controlplane.xds.XdsOptions;
import dev.ostia.controlplane.xds.XdsServer;
import dev.ostia.envoy.binary.EnvoyBinary;
import dev.ostia.envoy.bootstrap.BootstrapOptions;
import dev.ostia.envoy.bootstrap.EnvoyBootstrap;
import dev.ostia.envoy.bootstrap.GatewayIdentity;
import dev.ostia.envoy.bootstrap.HostPort;
import dev.ostia.envoy.bootstrap.XdsProtocol;
import dev.ostia.envoy.process.EnvoyOptions;
import dev.ostia.envoy.process.EnvoyProcess;
import dev.ostia.translator.ResourceType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An Envoy is taken from one snapshot to the next while it carries traffic. */
class StreamsWithEnvoyIT {

  private static final java.time.Duration PATIENCE = java.time.Duration.ofSeconds(60);

  private final int port = OstiaProcess.freePort();
  private final List<Consumer<Snapshot>> followers = new CopyOnWriteArrayList<>();
  private final List<String> nacks = new CopyOnWriteArrayList<>();
  private volatile String settled = "";
  private Snapshot newest = new Snapshot("", Map.of());

  private final SnapshotSource source =
      (node, follower) -> {
        synchronized (this) {
          followers.add(follower);
          follower.accept(newest);
        }
        return () -> followers.remove(follower);
      };

  private final XdsListener listener =
      new XdsListener() {
        @Override
        public void onNack(
            long streamId, String nodeId, String typeUrl, Set<String> names, String error) {
          nacks.add(names + ": " + error);
        }

        @Override
        public void onSettled(long streamId, String nodeId, String snapshotVersion) {
          settled = snapshotVersion;
        }
      };

  private synchronized void publish(Snapshot snapshot) {
    newest = snapshot;
    followers.forEach(follower -> follower.accept(snapshot));
  }

  private void publishAndSettle(Snapshot snapshot) {
    publish(snapshot);
    await().atMost(PATIENCE).until(() -> settled.equals(snapshot.version()));
  }

  private XdsServer server(int xdsPort) throws Exception {
    XdsOptions options =
        XdsOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), xdsPort));
    return new XdsServer(options, source, listener).start();
  }

  private static void stop(XdsServer server) {
    server.close();
  }

  private static EnvoyProcess envoy(int xdsPort, XdsProtocol protocol) {
    BootstrapOptions options =
        BootstrapOptions.ephemeral(GatewayIdentity.DEFAULT, new HostPort("127.0.0.1", xdsPort))
            .withProtocol(protocol);
    return EnvoyProcess.start(
        EnvoyBootstrap.of(options), EnvoyOptions.forTests(EnvoyBinary.locate(line -> {})));
  }

  @ParameterizedTest
  @EnumSource(XdsProtocol.class)
  void replacedClustersChangesAndReconnectsCostNoRequest(XdsProtocol protocol) throws Exception {
    try (NamedBackend backend = new NamedBackend("one");
        XdsServer first = server(0)) {
      publish(config("c0", 1, backend.port(), ""));
      try (EnvoyProcess envoy = envoy(first.port(), protocol).awaitReady(PATIENCE)) {
        await().atMost(PATIENCE).until(() -> settled.equals(newest.version()));
        try (Load load = Load.on(port, "/")) {
          // Each step has a new cluster, whose routes replace those of the one that goes.
          for (int i = 1; i <= 30; i++) {
            publishAndSettle(config("c" + i, 1, backend.port(), ""));
          }
          for (int i = 2; i <= 10; i++) {
            publishAndSettle(config("c30", i, backend.port(), ""));
          }
          int xdsPort = first.port();
          stop(first);
          settled = "";
          // In state of the world a proxy does not say which clusters it has, so none can be kept.
          String last = protocol == XdsProtocol.DELTA ? "c31" : "c30";
          newest = config(last, protocol == XdsProtocol.DELTA ? 1 : 10, backend.port(), "");
          try (XdsServer second = server(xdsPort)) {
            assertThat(second.port()).isEqualTo(xdsPort);
            await().atMost(PATIENCE).until(() -> settled.equals(newest.version()));
            int before = load.answered();
            await().atMost(PATIENCE).until(() -> load.answered() > before + 20);
            assertThat(envoy.admin().get("/clusters"))
                .contains(last + "::")
                .doesNotContain(protocol == XdsProtocol.DELTA ? "c30::" : "c31::");
          }
          assertThat(load.failures()).isEmpty();
        }
        assertThat(nacks).isEmpty();
        assertThat(envoy.admin().stat("listener_manager.lds.update_rejected")).isZero();
        assertThat(envoy.admin().stat("cluster_manager.cds.update_rejected")).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(XdsProtocol.class)
  void refusedRoutesAreToldOnceAndTheirCorrectionArrives(XdsProtocol protocol) throws Exception {
    try (NamedBackend one = new NamedBackend("one");
        NamedBackend two = new NamedBackend("two");
        XdsServer server = server(0)) {
      publish(config("one", 1, one.port(), ""));
      try (EnvoyProcess envoy = envoy(server.port(), protocol).awaitReady(PATIENCE)) {
        await().atMost(PATIENCE).until(() -> settled.equals(newest.version()));
        publish(config("two", 1, two.port(), "(not a regex"));
        await().atMost(PATIENCE).until(() -> !nacks.isEmpty());
        assertThat(Http.get(port, "/")).isEqualTo("200 one");
        publishAndSettle(config("two", 1, two.port(), ""));
        assertThat(Http.get(port, "/")).isEqualTo("200 two");
        assertThat(nacks).hasSize(1);
        assertThat(nacks.getFirst()).startsWith("[http]: ");
        assertThat(envoy.admin().get("/clusters")).doesNotContain("one::observability_name::one");
      }
    }
  }

  private Snapshot config(String cluster, int timeoutSeconds, int backend, String regex) {
    Map<String, SortedMap<String, VersionedResource>> resources = new LinkedHashMap<>();
    put(resources, ResourceType.CLUSTER, cluster, cluster(cluster, timeoutSeconds));
    put(resources, ResourceType.ENDPOINT, cluster, assignment(cluster, backend));
    put(resources, ResourceType.LISTENER, "listener", listener());
    put(resources, ResourceType.ROUTE, "http", routes(cluster, regex));
    return new Snapshot(UUID.randomUUID().toString(), resources);
  }

  private static void put(
      Map<String, SortedMap<String, VersionedResource>> resources,
      ResourceType type,
      String name,
      Message message) {
    Any packed = Any.pack(message);
    String version = UUID.nameUUIDFromBytes(packed.toByteArray()).toString();
    resources
        .computeIfAbsent(type.typeUrl(), t -> new TreeMap<>())
        .put(name, new VersionedResource(name, version, packed));
  }

  private static ConfigSource ads() {
    return ConfigSource.newBuilder()
        .setAds(AggregatedConfigSource.getDefaultInstance())
        .setInitialFetchTimeout(Duration.getDefaultInstance())
        .build();
  }

  private static Cluster cluster(String name, int timeoutSeconds) {
    return Cluster.newBuilder()
        .setName(name)
        .setType(Cluster.DiscoveryType.EDS)
        .setConnectTimeout(Duration.newBuilder().setSeconds(timeoutSeconds))
        .setEdsClusterConfig(Cluster.EdsClusterConfig.newBuilder().setEdsConfig(ads()))
        .build();
  }

  private static Address address(int port) {
    return Address.newBuilder()
        .setSocketAddress(SocketAddress.newBuilder().setAddress("127.0.0.1").setPortValue(port))
        .build();
  }

  private static ClusterLoadAssignment assignment(String name, int backend) {
    return ClusterLoadAssignment.newBuilder()
        .setClusterName(name)
        .addEndpoints(
            LocalityLbEndpoints.newBuilder()
                .addLbEndpoints(
                    LbEndpoint.newBuilder()
                        .setEndpoint(Endpoint.newBuilder().setAddress(address(backend)))))
        .build();
  }

  private Listener listener() {
    HttpConnectionManager manager =
        HttpConnectionManager.newBuilder()
            .setStatPrefix("http")
            .setRds(Rds.newBuilder().setRouteConfigName("http").setConfigSource(ads()))
            .addHttpFilters(
                HttpFilter.newBuilder()
                    .setName("router")
                    .setTypedConfig(Any.pack(Router.getDefaultInstance())))
            .build();
    return Listener.newBuilder()
        .setName("listener")
        .setAddress(address(port))
        .addFilterChains(
            FilterChain.newBuilder()
                .addFilters(Filter.newBuilder().setName("http").setTypedConfig(Any.pack(manager))))
        .build();
  }

  private static RouteConfiguration routes(String cluster, String regex) {
    List<Route> routes = new ArrayList<>();
    if (!regex.isEmpty()) {
      RouteMatch.Builder match = RouteMatch.newBuilder();
      match.getSafeRegexBuilder().setRegex(regex);
      routes.add(route(match, cluster));
    }
    routes.add(route(RouteMatch.newBuilder().setPrefix("/"), cluster));
    return RouteConfiguration.newBuilder()
        .setName("http")
        .addVirtualHosts(
            VirtualHost.newBuilder().setName("all").addDomains("*").addAllRoutes(routes))
        .build();
  }

  private static Route route(RouteMatch.Builder match, String cluster) {
    return Route.newBuilder()
        .setMatch(match)
        .setRoute(RouteAction.newBuilder().setCluster(cluster))
        .build();
  }
}
