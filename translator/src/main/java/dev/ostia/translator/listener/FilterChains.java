package dev.ostia.translator.listener;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import dev.ostia.translator.listener.tls.DownstreamTls;
import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.route.stream.StreamRoute;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The filter chains of the servers of one listener, in the order of the servers. */
final class FilterChains {

  private static final String HTTP = "envoy.filters.network.http_connection_manager";
  private static final String TCP = "envoy.filters.network.tcp_proxy";

  /** What the sidecars of a mesh offer by ALPN for their mutual TLS. */
  private static final List<String> MESH_PROTOCOLS =
      List.of("istio", "istio-peer-exchange", "istio-http/1.0", "istio-http/1.1", "istio-h2");

  /** A cluster that is never there: connections to it are closed at once. */
  private static final String NOWHERE = "BlackHoleCluster";

  private final ListenerDraft draft;
  private final Map<BoundServer, ? extends List<StreamRoute>> streams;

  FilterChains(ListenerDraft draft, Map<BoundServer, ? extends List<StreamRoute>> streams) {
    this.draft = draft;
    this.streams = streams;
  }

  void add() {
    List<BoundServer> servers = draft.binding().servers();
    switch (draft.binding().family()) {
      case HTTP -> plainHttp(servers.getFirst());
      case TCP, TLS -> servers.forEach(this::add);
    }
  }

  /** One chain for all plain HTTP servers of the port, with one route configuration. */
  private void plainHttp(BoundServer first) {
    boolean grpcWeb = first.protocol().equals("GRPC-WEB");
    draft.add(
        chain(List.of())
            .addFilters(http(statPrefix(), draft.binding().routeName(first), grpcWeb))
            .build());
  }

  private void add(BoundServer server) {
    switch (server.kind()) {
      case HTTPS -> https(server);
      case TERMINATED_TCP -> terminatedTcp(server);
      case TCP, PASSTHROUGH -> streams(server).forEach(this::stream);
      case AUTO_PASSTHROUGH -> streams(server).forEach(this::meshStream);
      case HTTP -> {}
    }
  }

  private void https(BoundServer server) {
    Optional<DownstreamTls> tls = tls(server);
    if (tls.isEmpty()) {
      closed(server);
      return;
    }
    String name = server.name();
    draft.add(
        chain(server.serverNames())
            .setTransportSocket(tls.get().socket())
            .addFilters(
                http(
                    name.isEmpty() ? statPrefix() : name, draft.binding().routeName(server), false))
            .build());
  }

  private void terminatedTcp(BoundServer server) {
    Optional<DownstreamTls> tls = tls(server);
    if (tls.isEmpty()) {
      closed(server);
      return;
    }
    for (StreamRoute route : streams(server)) {
      draft.madeFrom(route.object());
      draft.add(
          chain(server.serverNames())
              .setTransportSocket(tls.get().socket())
              .addFilters(tcp(route.proxy()))
              .build());
    }
  }

  /**
   * Takes connections of the mesh's sidecars alone: a gateway that passes TLS on can tell them by
   * nothing but the protocols that they offer.
   */
  private void meshStream(StreamRoute route) {
    draft.madeFrom(route.object());
    FilterChain.Builder chain = chain(route.serverNames()).addFilters(tcp(route.proxy()));
    chain.getFilterChainMatchBuilder().addAllApplicationProtocols(MESH_PROTOCOLS);
    draft.add(chain.build());
  }

  private void stream(StreamRoute route) {
    draft.madeFrom(route.object());
    draft.add(chain(route.serverNames()).addFilters(tcp(route.proxy())).build());
  }

  /**
   * In the place of a server whose TLS settings cannot be used: its clients must not get to a
   * server with a wildcard instead.
   */
  private void closed(BoundServer server) {
    TcpProxy nowhere = TcpProxy.newBuilder().setStatPrefix(NOWHERE).setCluster(NOWHERE).build();
    draft.add(chain(server.serverNames()).addFilters(tcp(nowhere)).build());
  }

  private Optional<DownstreamTls> tls(BoundServer server) {
    Optional<DownstreamTls> tls =
        DownstreamTls.of(server, draft.mesh().gatewayDefaults().tls(), draft.diagnostics());
    tls.ifPresent(made -> draft.askFor(made.secrets()));
    return tls;
  }

  private List<StreamRoute> streams(BoundServer server) {
    List<StreamRoute> routes = streams.get(server);
    return routes == null ? List.of() : routes;
  }

  private static FilterChain.Builder chain(List<String> serverNames) {
    FilterChain.Builder chain =
        FilterChain.newBuilder()
            .setTransportSocketConnectTimeout(Listeners.TRANSPORT_SOCKET_CONNECT_TIMEOUT);
    if (!serverNames.isEmpty()) {
      chain.getFilterChainMatchBuilder().addAllServerNames(serverNames);
    }
    return chain;
  }

  private Filter http(String statPrefix, String routeName, boolean grpcWeb) {
    return filter(
        HTTP,
        HttpConnectionManagers.of(
            statPrefix,
            routeName,
            draft.sharded(routeName),
            grpcWeb,
            draft.mesh(),
            draft.telemetry()));
  }

  private Filter tcp(TcpProxy proxy) {
    TcpProxy.Builder made = proxy.toBuilder();
    draft.telemetry().applyTo(made);
    return filter(TCP, made.build());
  }

  private static Filter filter(String name, Message config) {
    return Filter.newBuilder().setName(name).setTypedConfig(Any.pack(config)).build();
  }

  private String statPrefix() {
    return "outbound_" + draft.binding().listenerName() + ";";
  }
}
