package dev.ostia.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a change through the pipeline, as a collector of OpenTelemetry sees it. */
class ChangeTracesIT {

  private static final String ANOTHER_ROUTE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: other, namespace: istio-system}
      spec:
        hosts: [other.example.com]
        gateways: [front]
        http:
        - directResponse: {status: 204}
      """;

  @TempDir Path temp;
  private final List<Span> spans = new CopyOnWriteArrayList<>();

  @Test
  void aChangeIsOneTraceFromTheFileToTheAnswerOfEnvoy() throws Exception {
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext("/v1/traces", this::take);
    collector.start();
    URI endpoint =
        URI.create("http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces");
    try (Stage stage = new Stage(temp, "{}", endpoint);
        LoggingGateway _ = new LoggingGateway(stage, "istio-system", "front")) {
      stage.put("other.yaml", ANOTHER_ROUTE);
      await().atMost(Stage.PATIENCE).until(() -> !pushes().isEmpty());

      Span change = change();
      assertThat(change.getParentSpanId().isEmpty()).isTrue();
      assertThat(childrenOf(change))
          .extracting(Span::getName)
          .contains("wait", "translate", "pack", "push");
      Span push = pushes().getFirst();
      assertThat(attribute(push, "ostia.xds.type_url"))
          .isEqualTo("type.googleapis.com/envoy.config.route.v3.RouteConfiguration");
      assertThat(attribute(push, "ostia.proxy")).contains("front");
      assertThat(push.getStartTimeUnixNano()).isGreaterThanOrEqualTo(change.getStartTimeUnixNano());
      assertThat(push.getEndTimeUnixNano()).isGreaterThan(push.getStartTimeUnixNano());
    } finally {
      collector.stop(0);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream body = body(exchange)) {
      ExportTraceServiceRequest.parseFrom(body)
          .getResourceSpansList()
          .forEach(
              resource ->
                  resource
                      .getScopeSpansList()
                      .forEach(scope -> spans.addAll(scope.getSpansList())));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("content-encoding"));
    return zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
  }

  private Span change() {
    return spans.stream()
        .filter(span -> span.getName().equals("change"))
        .filter(
            span -> attribute(span, "ostia.objects").contains("VirtualService istio-system/other"))
        .findFirst()
        .orElseThrow();
  }

  private List<Span> pushes() {
    return spans.stream().anyMatch(span -> attribute(span, "ostia.objects").contains("/other"))
        ? childrenOf(change()).stream().filter(span -> span.getName().equals("push")).toList()
        : List.of();
  }

  private List<Span> childrenOf(Span parent) {
    return spans.stream()
        .filter(
            span ->
                span.getParentSpanId().equals(parent.getSpanId())
                    && span.getTraceId().equals(parent.getTraceId()))
        .toList();
  }

  private static String attribute(Span span, String key) {
    return span.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(attribute -> attribute.getValue().toString())
        .findFirst()
        .orElse("")
        .replaceAll("^string_value: \"|\"\\s*$", "");
  }
}
