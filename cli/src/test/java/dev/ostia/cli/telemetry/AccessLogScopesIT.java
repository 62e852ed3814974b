package dev.ostia.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scopes of Istio's tutorials one after the other: the mesh configuration, then a Telemetry for
 * the mesh, for a namespace and for one workload. What must not be logged is looked for at the end,
 * when a later line of the same gateway has come.
 */
class AccessLogScopesIT {

  private static final String FILE = "envoy.access_loggers.file";
  private static final Pattern MARK = Pattern.compile("/(step-[a-z0-9-]+)");

  @TempDir Path temp;

  @Test
  void oneScopeAfterTheOther() throws Exception {
    try (Stage stage = new Stage(temp, "accessLogFile: /dev/stdout\n");
        LoggingGateway front = new LoggingGateway(stage, "istio-system", "front");
        LoggingGateway shop = new LoggingGateway(stage, "shop", "shop")) {
      bothGet("step-mesh-config", front, shop);

      stage.mesh("accessLogFile: ''\n");
      logging(front, false);
      logging(shop, false);
      bothGet("step-off", front, shop);

      stage.put("telemetry.yaml", telemetry("istio-system", ""));
      logging(front, true);
      logging(shop, true);
      bothGet("step-mesh", front, shop);

      stage.put("telemetry.yaml", telemetry("shop", ""));
      logging(front, false);
      bothGet("step-namespace", front, shop);

      stage.put(
          "telemetry.yaml", telemetry("istio-system", "selector: {matchLabels: {istio: front}}"));
      logging(front, true);
      logging(shop, false);
      bothGet("step-workload", front, shop);

      stage.delete("telemetry.yaml");
      logging(front, false);
      bothGet("step-gone", front, shop);

      stage.mesh("accessLogFile: /dev/stdout\naccessLogEncoding: JSON\n");
      logging(front, true);
      logging(shop, true);
      bothGet("step-json", front, shop);

      String json = front.awaitLine("/step-json");
      shop.awaitLine("/step-json");
      assertThat(marks(front.log()))
          .containsExactly("step-mesh-config", "step-mesh", "step-workload", "step-json");
      assertThat(marks(shop.log()))
          .containsExactly("step-mesh-config", "step-mesh", "step-namespace", "step-json");
      assertThat(front.awaitLine("/step-mesh-config"))
          .matches(
              "\\[20[-0-9T:.]+Z\\] \"GET /step-mesh-config HTTP/1.1\" 200 - direct_response - \"-\""
                  + " 0 0 \\d+ - \"[0-9.]+\" \"test\" \"[-0-9a-f]{36}\" \"example.com\" \"-\" -"
                  + " - 127.0.0.1:\\d+ 127.0.0.1:\\d+ - -");
      assertThat(json)
          .contains("\"path\":\"/step-json\"")
          .contains("\"response_code\":200")
          .contains("\"upstream_host\":null");
    }
  }

  private static void bothGet(String mark, LoggingGateway... gateways) throws Exception {
    for (LoggingGateway gateway : gateways) {
      assertThat(gateway.get("/" + mark)).startsWith("HTTP/1.1 200");
    }
  }

  private static void logging(LoggingGateway gateway, boolean wanted) {
    gateway.awaitListeners(listeners -> listeners.contains(FILE) == wanted);
  }

  private static List<String> marks(List<String> log) {
    return log.stream()
        .map(MARK::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .toList();
  }

  private static String telemetry(String namespace, String selector) {
    return """
    apiVersion: telemetry.istio.io/v1
    kind: Telemetry
    metadata: {name: log, namespace: %s}
    spec:
      %s
      accessLogging:
      - providers: [{name: envoy}]
    """
        .formatted(namespace, selector);
  }
}
