package dev.ostia.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.envoy.binary.EnvoyBinary;
import dev.ostia.envoy.bootstrap.BootstrapOptions;
import dev.ostia.envoy.bootstrap.EnvoyBootstrap;
import dev.ostia.envoy.bootstrap.GatewayIdentity;
import dev.ostia.envoy.bootstrap.HostPort;
import dev.ostia.envoy.bootstrap.XdsProtocol;
import dev.ostia.envoy.process.EnvoyOptions;
import dev.ostia.envoy.process.EnvoyProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scrape of a gateway with 5,000 routes to 5,000 services has few series. */
class EnvoyMetricsIT {

  private static final int ROUTES = 5_000;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path temp;

  @Test
  void seriesAreFew() throws Exception {
    int port = Stage.freePort();
    HostPort stats = new HostPort("127.0.0.1", Stage.freePort());
    try (Stage stage = new Stage(temp, "accessLogFile: ''\n")) {
      stage.put("all.yaml", objects(port));
      try (EnvoyProcess _ = envoy(stage.xdsPort(), stats)) {
        // Routes without endpoints: each answers 503, and its cluster has statistics then.
        await()
            .atMost(Stage.PATIENCE)
            .ignoreExceptionsInstanceOf(IOException.class)
            .until(() -> get(port, "/r0/").statusCode() == 503);
        for (int i = 0; i < 100; i++) {
          assertThat(get(port, "/r" + i + "/").statusCode()).isEqualTo(503);
        }

        List<String> few = series(stats.port(), "/stats/prometheus");
        assertThat(few).hasSizeLessThan(1_000);
        assertThat(few)
            .anyMatch(line -> line.startsWith("envoy_http_downstream_rq{"))
            .anyMatch(line -> line.startsWith("envoy_listener_downstream_cx_total{"))
            .anyMatch(line -> line.startsWith("envoy_control_plane_connected_state{"))
            .anyMatch(line -> line.startsWith("envoy_cluster_manager_active_clusters{"))
            .noneMatch(line -> line.contains("outbound|"));
        assertThat(series(stats.port(), "/stats/prometheus/all"))
            .hasSizeGreaterThan(ROUTES)
            .anyMatch(line -> line.contains("envoy_cluster_upstream_rq_total{"));
      }
    }
  }

  private static EnvoyProcess envoy(int xdsPort, HostPort stats) throws IOException {
    BootstrapOptions options =
        new BootstrapOptions(
            GatewayIdentity.DEFAULT,
            new HostPort("127.0.0.1", xdsPort),
            XdsProtocol.DELTA,
            new HostPort("127.0.0.1", Stage.freePort()),
            new HostPort("127.0.0.1", 0),
            stats,
            BootstrapOptions.DEFAULT.maxConnections());
    return EnvoyProcess.start(
            EnvoyBootstrap.of(options), EnvoyOptions.forTests(EnvoyBinary.locate(line -> {})))
        .awaitReady(Stage.PATIENCE);
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static List<String> series(int port, String path) throws Exception {
    HttpResponse<String> answer = get(port, path);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body().lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
  }

  private static String objects(int port) {
    StringBuilder objects = new StringBuilder();
    objects.append(
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: gateway}
        spec:
          selector: {istio: ingressgateway}
          servers:
          - port: {number: %d, name: http, protocol: HTTP}
            hosts: ["*"]
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: routes}
        spec:
          hosts: ["*"]
          gateways: [gateway]
          http:
        """
            .formatted(port));
    for (int i = 0; i < ROUTES; i++) {
      objects.append(
          "  - {match: [{uri: {prefix: /r%d/}}], route: [{destination: {host: s%d}}]}\n"
              .formatted(i, i));
    }
    for (int i = 0; i < ROUTES; i++) {
      objects.append(
          "---\n{apiVersion: v1, kind: Service, metadata: {name: s%d}, spec: {ports: [{name: http, port: 80}]}}\n"
              .formatted(i));
    }
    return objects.toString();
  }
}
