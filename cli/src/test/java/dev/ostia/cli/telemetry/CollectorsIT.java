package dev.ostia.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsMessage;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs and spans arrive at services that the mesh configuration names. */
class CollectorsIT {

  private static final String MESH =
      """
      extensionProviders:
      - name: als
        envoyHttpAls: {service: collector.default.svc.cluster.local, port: 9000, additionalRequestHeadersToLog: [user-agent]}
      - name: otel-log
        envoyOtelAls:
          service: default/collector.default.svc.cluster.local
          port: 9000
          logFormat:
            text: "%REQ(:METHOD)% %RESPONSE_CODE%"
            labels: {path: "%REQ(:PATH)%"}
      - name: otel-spans
        opentelemetry: {service: collector.default.svc.cluster.local, port: 9000}
      """;

  private static final String TELEMETRY =
      """
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: {name: all, namespace: istio-system}
      spec:
        accessLogging:
        - providers: [{name: als}, {name: otel-log}]
        tracing:
        - providers: [{name: otel-spans}]
          randomSamplingPercentage: 100
          customTags:
            team: {literal: {value: shop}}
            agent: {header: {name: user-agent}}
      """;

  @TempDir Path temp;

  @Test
  void logsRecordsAndSpansArrive() throws Exception {
    try (Receivers receivers = new Receivers();
        Stage stage = new Stage(temp, MESH);
        LoggingGateway gateway = new LoggingGateway(stage, "istio-system", "front")) {
      stage.put("collector.yaml", collector(receivers.port()));
      stage.put("telemetry.yaml", TELEMETRY);
      gateway.awaitListeners(listeners -> listeners.contains("envoy.tracers.opentelemetry"));
      gateway.get("/hello");

      await()
          .atMost(Stage.PATIENCE)
          .until(() -> httpEntries(receivers).contains("GET /hello test"));
      await().atMost(Stage.PATIENCE).until(() -> records(receivers).contains("GET 200 /hello"));
      await().atMost(Stage.PATIENCE).until(() -> !spansOf(receivers, "/hello").isEmpty());

      assertThat(receivers.accessLogs().getFirst().getIdentifier().getLogName())
          .isEqualTo("http_envoy_accesslog");
      assertThat(spansOf(receivers, "/hello").getFirst())
          .containsEntry("team", "shop")
          .containsEntry("agent", "test")
          .containsEntry("istio.canonical_service", "unknown")
          .containsEntry("istio.namespace", "istio-system")
          .containsEntry("service.name", "unknown.istio-system");
    }
  }

  private static List<String> httpEntries(Receivers receivers) {
    return receivers.accessLogs().stream()
        .map(StreamAccessLogsMessage::getHttpLogs)
        .flatMap(logs -> logs.getLogEntryList().stream())
        .map(
            entry ->
                entry.getRequest().getRequestMethod()
                    + " "
                    + entry.getRequest().getPath()
                    + " "
                    + entry.getRequest().getRequestHeadersMap().get("user-agent"))
        .toList();
  }

  private static List<String> records(Receivers receivers) {
    return receivers.records().stream()
        .flatMap(request -> request.getResourceLogsList().stream())
        .flatMap(resource -> resource.getScopeLogsList().stream())
        .flatMap(scope -> scope.getLogRecordsList().stream())
        .map(CollectorsIT::text)
        .toList();
  }

  private static String text(LogRecord logged) {
    return logged.getBody().getStringValue()
        + " "
        + attributes(logged.getAttributesList().stream()).get("path");
  }

  private static List<Map<String, String>> spansOf(Receivers receivers, String path) {
    return receivers.spans().stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(CollectorsIT::attributesOfSpans)
        .filter(attributes -> attributes.getOrDefault("http.url", "").endsWith(path))
        .toList();
  }

  /** Those of each span, with those of what sent it. */
  private static Stream<Map<String, String>> attributesOfSpans(ResourceSpans resource) {
    return resource.getScopeSpansList().stream()
        .flatMap(scope -> scope.getSpansList().stream())
        .map(Span::getAttributesList)
        .map(
            own ->
                attributes(
                    Stream.concat(
                        own.stream(), resource.getResource().getAttributesList().stream())));
  }

  private static Map<String, String> attributes(Stream<KeyValue> attributes) {
    return attributes.collect(
        Collectors.toMap(KeyValue::getKey, a -> value(a.getValue()), (first, later) -> first));
  }

  private static String value(AnyValue value) {
    return value.hasStringValue() ? value.getStringValue() : value.toString();
  }

  private static String collector(int port) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: collector}
    spec:
      ports:
      - {name: grpc, port: 9000}
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: collector-1
      labels: {kubernetes.io/service-name: collector}
    addressType: IPv4
    ports:
    - {name: grpc, port: %d}
    endpoints:
    - addresses: [127.0.0.1]
    """
        .formatted(port);
  }
}
