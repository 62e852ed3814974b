package dev.ostia.envoy.process;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.ostia.envoy.bootstrap.BootstrapOptions;
import dev.ostia.envoy.bootstrap.EnvoyBootstrap;
import dev.ostia.envoy.bootstrap.GatewayIdentity;
import dev.ostia.envoy.bootstrap.HostPort;
import dev.ostia.envoy.bootstrap.XdsProtocol;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ostia's bootstrap without its control plane, so that an Envoy serves by itself. */
final class TestBootstrap {

  private TestBootstrap() {}

  /** Any free admin port, nothing else. */
  static Bootstrap idle() {
    return EnvoyBootstrap.of(
            BootstrapOptions.ephemeral(GatewayIdentity.DEFAULT, new HostPort("127.0.0.1", 1)))
        .toBuilder()
        .clearDynamicResources()
        .build();
  }

  /** With a ready and a stats port. */
  static Bootstrap withStatus(int admin, int ready, int stats) {
    return EnvoyBootstrap.of(
            new BootstrapOptions(
                GatewayIdentity.DEFAULT,
                new HostPort("127.0.0.1", 1),
                XdsProtocol.DELTA,
                new HostPort("127.0.0.1", admin),
                new HostPort("127.0.0.1", ready),
                new HostPort("127.0.0.1", stats),
                1000))
        .toBuilder()
        .clearDynamicResources()
        .build();
  }

  /** With a listener that leads everything to one upstream. */
  static Bootstrap forwarding(int listenerPort, int upstreamPort)
      throws InvalidProtocolBufferException {
    Bootstrap.Builder traffic = Bootstrap.newBuilder();
    JsonFormat.parser()
        .usingTypeRegistry(
            JsonFormat.TypeRegistry.newBuilder()
                .add(HttpConnectionManager.getDescriptor())
                .add(Router.getDescriptor())
                .build())
        .merge(
            """
            {"static_resources": {
              "clusters": [{
                "name": "upstream", "type": "STATIC", "connect_timeout": "1s",
                "load_assignment": {"cluster_name": "upstream", "endpoints": [{"lb_endpoints": [
                  {"endpoint": {"address": {"socket_address":
                    {"address": "127.0.0.1", "port_value": %d}}}}]}]}}],
              "listeners": [{
                "name": "traffic",
                "address": {"socket_address": {"address": "127.0.0.1", "port_value": %d}},
                "filter_chains": [{"filters": [{
                  "name": "envoy.filters.network.http_connection_manager",
                  "typed_config": {
                    "@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
                    "stat_prefix": "traffic",
                    "route_config": {"virtual_hosts": [{"name": "all", "domains": ["*"], "routes": [
                      {"match": {"prefix": "/"}, "route": {"cluster": "upstream"}}]}]},
                    "http_filters": [{"name": "envoy.filters.http.router", "typed_config": {
                      "@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router"}}]
                  }}]}]}]}}
            """
                .formatted(upstreamPort, listenerPort),
            traffic);
    return idle().toBuilder().mergeFrom(traffic.build()).build();
  }

  /** A port that is free now. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
