package dev.ostia.cli.e2e;

import dev.ostia.envoy.binary.EnvoyBinary;
import dev.ostia.envoy.bootstrap.BootstrapOptions;
import dev.ostia.envoy.bootstrap.EnvoyBootstrap;
import dev.ostia.envoy.bootstrap.GatewayIdentity;
import dev.ostia.envoy.bootstrap.HostPort;
import dev.ostia.envoy.process.EnvoyOptions;
import dev.ostia.envoy.process.EnvoyProcess;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Asks a gateway on loopback over HTTP/3, by a second stock Envoy: Java has no client for it. Each
 * request has a connection of its own, and takes any certificate.
 */
final class Http3Client implements AutoCloseable {

  /**
   * An answer.
   *
   * @param protocol what the gateway was asked in
   * @param subject of the certificate that the gateway showed
   */
  record Answer(int status, String body, String protocol, String subject) {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = OstiaProcess.freePort();
  private final EnvoyProcess envoy;

  /**
   * Starts the client.
   *
   * @param gatewayPort the UDP port to ask
   * @param serverNames by which it may be asked
   */
  Http3Client(int gatewayPort, List<String> serverNames) {
    Bootstrap empty =
        EnvoyBootstrap.of(
                BootstrapOptions.ephemeral(GatewayIdentity.DEFAULT, new HostPort("127.0.0.1", 1)))
            .toBuilder()
            .clearDynamicResources()
            .build();
    String clusters =
        serverNames.stream()
            .map(name -> cluster(name, gatewayPort))
            .collect(Collectors.joining(","));
    envoy =
        EnvoyProcess.start(
            empty,
            EnvoyOptions.forTests(EnvoyBinary.locate(line -> {}))
                .withArguments(List.of("--config-yaml", oneLine(configuration(port, clusters)))));
    envoy.awaitReady(ServedGateway.PATIENCE);
  }

  /** Asks for {@code /} of the host of this server name. */
  Answer ask(String serverName) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .header("x-cluster", serverName)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return new Answer(
        response.statusCode(),
        response.body(),
        response.headers().firstValue("x-protocol").orElse(""),
        response.headers().firstValue("x-subject").orElse(""));
  }

  @Override
  public void close() {
    envoy.close();
    http.close();
  }

  /** JSON of one line is YAML wherever its commas stand. */
  private static String oneLine(String json) {
    return json.replaceAll("\\s*\n\\s*", " ");
  }

  private static String configuration(int port, String clusters) {
    return """
    {"static_resources": {"clusters": [%s], "listeners": [{
      "name": "client",
      "address": {"socket_address": {"address": "127.0.0.1", "port_value": %d}},
      "filter_chains": [{"filters": [{
        "name": "envoy.filters.network.http_connection_manager",
        "typed_config": {
          "@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
          "stat_prefix": "client",
          "route_config": {"virtual_hosts": [{
            "name": "all", "domains": ["*"],
            "response_headers_to_add": [
              {"header": {"key": "x-protocol", "value": "%%UPSTREAM_PROTOCOL%%"}},
              {"header": {"key": "x-subject", "value": "%%UPSTREAM_PEER_SUBJECT%%"}}],
            "routes": [{"match": {"prefix": "/"},
                        "route": {"cluster_header": "x-cluster",
                                  "host_rewrite_header": "x-cluster"}}]}]},
          "http_filters": [{"name": "envoy.filters.http.router", "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router"}}]
        }}]}]}]}}
    """
        .formatted(clusters, port);
  }

  private static String cluster(String serverName, int port) {
    return """
    {"name": "%1$s", "type": "STATIC", "connect_timeout": "10s",
     "load_assignment": {"cluster_name": "%1$s", "endpoints": [{"lb_endpoints": [
       {"endpoint": {"address": {"socket_address": {"address": "127.0.0.1", "port_value": %2$d}}}}]}]},
     "typed_extension_protocol_options": {
       "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
         "@type": "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
         "common_http_protocol_options": {"max_requests_per_connection": 1},
         "explicit_http_config": {"http3_protocol_options": {}}}},
     "transport_socket": {
       "name": "envoy.transport_sockets.quic",
       "typed_config": {
         "@type": "type.googleapis.com/envoy.extensions.transport_sockets.quic.v3.QuicUpstreamTransport",
         "upstream_tls_context": {"sni": "%1$s", "common_tls_context": {}}}}}
    """
        .formatted(serverName, port);
  }
}
