package dev.ostia.controlplane.source.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.provider.Collector;
import dev.ostia.translator.config.provider.ExtensionProvider;
import dev.ostia.translator.config.provider.FileLogProvider;
import dev.ostia.translator.config.provider.ZipkinProvider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** {@code extensionProviders} of a mesh configuration. */
class ExtensionProvidersTest {

  private static MeshConfigFile parse(String yaml) {
    return MeshConfigFile.parse("mesh.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static List<ExtensionProvider> providers(String yaml) {
    return Objects.requireNonNull(parse(yaml).config()).telemetryDefaults().providers();
  }

  private static List<String> lines(String yaml) {
    return parse(yaml).diagnostics().stream().map(Diagnostic::toString).toList();
  }

  @Test
  void builtInOnesAreThereUnlessTheFileHasANamesake() {
    assertThat(providers("accessLogFile: ''\n"))
        .extracting(ExtensionProvider::name)
        .containsExactly("prometheus", "stackdriver", "envoy");
    List<ExtensionProvider> given =
        providers(
            """
            extension_providers:
            - name: envoy
              envoy_file_access_log:
                path: /tmp/log
                log_format: {text: "%PROTOCOL%"}
                omit_empty_values: true
            - name: spans
              zipkin: {service: z.example.com, port: 9411, enable64bitTraceId: true}
            """);
    assertThat(given)
        .extracting(ExtensionProvider::name)
        .containsExactly("envoy", "spans", "prometheus", "stackdriver");
    assertThat(given.get(0).settings())
        .isEqualTo(new FileLogProvider("/tmp/log", "%PROTOCOL%", null, true));
    assertThat(given.get(1).settings())
        .isEqualTo(
            new ZipkinProvider(new Collector("z.example.com", 9411), 0, true, "/api/v2/spans"));
  }

  @Test
  void whatIsWrongIsNamedWithItsPlace() {
    assertThat(
            lines(
                """
                extensionProviders:
                - name: a
                  envoyHttpAls: {service: als.example.com}
                - name: a
                  zipkin: {service: z.example.com, port: 9411, colour: red}
                - datadog: {service: d.example.com, port: 8126}
                - name: two
                  zipkin: {service: z.example.com, port: 9411}
                  datadog: {service: d.example.com, port: 8126}
                - name: format
                  envoyFileAccessLog: {logFormat: {text: "%NO_SUCH%"}}
                - name: authz
                  envoyExtAuthzGrpc: {service: a.example.com, port: 9000}
                """))
        .anyMatch(l -> l.contains("extensionProviders[0].envoyHttpAls.port: the value must be"))
        .anyMatch(l -> l.contains("extensionProviders[1].name: the value must be a name that no"))
        .anyMatch(
            l -> l.startsWith("mesh.yaml:5:48: error OST002 extensionProviders[1].zipkin.colour"))
        .anyMatch(l -> l.contains("extensionProviders[2].name: the value must be the name of"))
        .anyMatch(l -> l.contains("extensionProviders[3]: the value must be a provider of one"))
        .anyMatch(l -> l.contains("extensionProviders[4].envoyFileAccessLog.logFormat.text"))
        .anyMatch(
            l -> l.contains("warning OST010 extensionProviders[5].envoyExtAuthzGrpc: providers of"))
        .hasSize(7);
  }
}
