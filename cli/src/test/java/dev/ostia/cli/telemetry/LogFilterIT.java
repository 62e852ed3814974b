package dev.ostia.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A filter lets requests into the log or not; one that is no expression changes nothing. */
class LogFilterIT {

  @TempDir Path temp;

  @Test
  void trueFalseAndInvalid() throws Exception {
    try (Stage stage = new Stage(temp, "accessLogFile: ''\n");
        LoggingGateway gateway = new LoggingGateway(stage, "istio-system", "front")) {
      stage.put("filter.yaml", filter("response.code >= 400 || request.path.contains('keep')"));
      gateway.awaitListeners(listeners -> listeners.contains("contains('keep')"));
      gateway.get("/a-keep");
      gateway.get("/a-drop");
      gateway.get("/missing-a");

      stage.put("filter.yaml", filter("response.code >="));
      stage.put("later.yaml", later());
      stage.awaitDiagnostic("an entry for servers has no effect");
      gateway.get("/b-keep");
      gateway.get("/b-drop");

      stage.put("filter.yaml", filter("[1].exists(x, x == 1)"));
      stage.awaitDiagnostic("Envoy cannot use this expression: Envoy has no function exists");
      gateway.awaitListeners(listeners -> !listeners.contains("envoy.access_loggers"));

      stage.put("filter.yaml", filter("request.path == '/end'"));
      gateway.awaitListeners(listeners -> listeners.contains("'/end'"));
      gateway.get("/end");
      gateway.awaitLine("/end");
      List<String> paths = gateway.log().stream().map(line -> line.split(" ", -1)[2]).toList();
      assertThat(paths).containsExactly("/a-keep", "/missing-a", "/b-keep", "/end");
    }
  }

  private static String filter(String expression) {
    return """
    apiVersion: telemetry.istio.io/v1
    kind: Telemetry
    metadata: {name: log, namespace: istio-system}
    spec:
      accessLogging:
      - providers: [{name: envoy}]
        filter:
          expression: "%s"
    """
        .formatted(expression);
  }

  /** An object with a diagnostic by which one sees that it, and what was before it, was read. */
  private static String later() {
    return """
    apiVersion: telemetry.istio.io/v1
    kind: Telemetry
    metadata: {name: later, namespace: elsewhere}
    spec:
      selector: {matchLabels: {a: b}}
      accessLogging:
      - providers: [{name: envoy}]
        match: {mode: SERVER}
    """;
  }
}
