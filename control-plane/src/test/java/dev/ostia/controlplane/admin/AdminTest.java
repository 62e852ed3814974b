package dev.ostia.controlplane.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.ostia.controlplane.group.GroupListener;
import dev.ostia.controlplane.group.ProxyGroups;
import dev.ostia.controlplane.store.StoreState;
import dev.ostia.controlplane.text.ResourceText;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.Position;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.GenericSecret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminTest {

  private static final String RDS = ResourceType.ROUTE.typeUrl();

  private final AtomicBoolean ready = new AtomicBoolean();
  private final StreamTable streams =
      new StreamTable(Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
  private final Metrics metrics = new Metrics();
  private final ProxyGroups groups = new ProxyGroups(new GroupListener() {}, true);
  private final HttpClient client = HttpClient.newHttpClient();
  private Admin admin;

  @BeforeEach
  void start() throws IOException {
    admin =
        new Admin(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            () -> ready.get() ? Optional.empty() : Optional.of("no API server"),
            groups,
            streams,
            metrics);
  }

  @AfterEach
  void stop() {
    admin.close();
    groups.close();
    metrics.close();
    client.close();
  }

  @Test
  void browsersGetTablesAndProgramsJson() throws Exception {
    streams.onConnect(1, "router~10.0.0.1~edge<b>.istio-system~x", "127.0.0.1:1", true);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + admin.address().getPort() + "/debug/status?a=%22"));
    HttpResponse<String> page =
        client.send(
            request.header("accept", "text/html,application/xhtml+xml,*/*;q=0.8").build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
    assertThat(page.body())
        .contains("<h1>/debug/status</h1>")
        .contains("<th>node</th><th>peer</th>")
        .contains("edge&lt;b&gt;.istio-system")
        .contains("href=\"?format=json&amp;a=%22\"")
        .doesNotContain("edge<b>");
    assertThat(get("/debug/status").headers().firstValue("content-type"))
        .contains("application/json");
    HttpRequest asked =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:" + admin.address().getPort() + "/debug/status?format=json"))
            .header("accept", "text/html")
            .build();
    assertThat(client.send(asked, HttpResponse.BodyHandlers.ofString()).body())
        .startsWith("{\n  \"ready\" : false");
  }

  @Test
  void readyTurnsFrom503To200() throws Exception {
    assertThat(get("/ready").statusCode()).isEqualTo(503);
    assertThat(get("/ready").body()).isEqualTo("not ready: no API server\n");
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    ready.set(true);
    assertThat(get("/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void unknownPagesAndMethodsAreRefused() throws Exception {
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
    HttpRequest post =
        HttpRequest.newBuilder(uri("/ready")).POST(HttpRequest.BodyPublishers.noBody()).build();
    assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  @Test
  void statusTellsWhatWasSentAckedAndNacked() throws Exception {
    streams.onConnect(1, "gw", "127.0.0.1:5", true);
    streams.onSend(1, "gw", RDS, Set.of("http.8080"), "v1", 10);
    streams.onAck(1, "gw", RDS, "v1");
    assertThat(get("/debug/status").body())
        .contains("\"node\" : \"gw\"")
        .contains("\"protocol\" : \"delta\"")
        .contains("\"state\" : \"SYNCED\"")
        .contains("\"acked\" : \"v1\"")
        .contains("\"ackedAt\" : \"2026-01-02T03:04:05Z\"");

    streams.onSend(1, "gw", RDS, Set.of("http.8080"), "v2", 10);
    streams.onNack(1, "gw", RDS, Set.of("http.8080"), "bad regex");
    assertThat(get("/debug/status").body())
        .contains("\"state\" : \"ERROR\"")
        .contains("\"nack\" : \"bad regex\"");
    streams.onDisconnect(1, "gw");
    assertThat(get("/debug/status").body()).contains("\"streams\" : [ ]");
  }

  @Test
  void diagnosticsAreListed() throws Exception {
    Diagnostic found =
        new Diagnostic(
            DiagnosticCode.UNREADABLE_YAML,
            Diagnostic.Severity.ERROR,
            null,
            "",
            "broken",
            "",
            new Position("a.yaml", 3, 1));
    admin.onRound(
        new StoreState(ConfigView.empty(MeshConfig.defaults()), Set.of(), List.of(found), 0, 0),
        List.of());

    assertThat(get("/debug/diagnostics").body())
        .contains("\"code\" : \"OST001\"")
        .contains("\"message\" : \"broken\"")
        .contains("\"place\" : \"a.yaml:3:1\"");
    assertThat(get("/metrics").body()).contains("ostia_diagnostics{severity=\"error\"} 1.0");
  }

  @Test
  void metricsCountPushesByType() throws Exception {
    metrics.onConnect(1, "gw", "peer", true);
    metrics.onSend(1, "gw", RDS, Set.of("http.8080"), "v1", 10);
    metrics.onNack(1, "gw", RDS, Set.of("http.8080"), "bad");
    metrics.onNack(1, "gw", "type.googleapis.com/made.up.Type", Set.of(), "bad");

    assertThat(get("/metrics").body())
        .contains("ostia_xds_streams 1.0")
        .contains("ostia_xds_pushes_total{type=\"route\"} 1.0")
        .contains("ostia_xds_push_bytes_total{type=\"route\"} 10.0")
        .contains("ostia_xds_nacks_total{type=\"route\"} 1.0")
        .contains("ostia_xds_nacks_total{type=\"other\"} 1.0")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void configOfAnUnknownProxyIsNotFound() throws Exception {
    assertThat(get("/debug/config?proxy=nobody").statusCode()).isEqualTo(404);
    assertThat(get("/debug/config").body()).isEqualTo("{ }\n");
  }

  @Test
  void secretsAreNeverShown() {
    Message secret =
        Secret.newBuilder()
            .setName("kubernetes://a/b")
            .setGenericSecret(
                GenericSecret.newBuilder()
                    .setSecret(DataSource.newBuilder().setInlineString("hunter2")))
            .build();
    Translation translation =
        new Translation(
            Map.of(ResourceType.SECRET, new TreeMap<>(Map.of("kubernetes://a/b", secret))),
            Map.of(),
            List.of());

    assertThat(ResourceText.yaml(ResourceText.tree(translation, List.of(ResourceType.SECRET))))
        .isEqualTo(
            """
            secrets:
              - name: kubernetes://a/b
                secret: '[redacted]'
            """);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + admin.address().getPort() + path);
  }
}
