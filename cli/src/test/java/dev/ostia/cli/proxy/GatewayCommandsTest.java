package dev.ostia.cli.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Ostia;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

/** The command lines of {@code bootstrap} and {@code proxy}, without an Envoy. */
class GatewayCommandsTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void bootstrapPrintsYamlByDefault() {
    assertThat(run("bootstrap", "--id", "gw2", "--namespace", "edge")).isZero();

    assertThat(out.toString())
        .contains("  id: router~127.0.0.1~gw2.edge~edge.svc.cluster.local\n")
        .contains("          port_value: 15000\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void bootstrapPrintsJson() {
    assertThat(run("bootstrap", "-o", "json")).isZero();

    assertThat(out.toString()).startsWith("{\n").contains("\"port_value\": 15021");
  }

  @Test
  void labelsTakeThePlaceOfTheDefaultOnes() {
    run("bootstrap", "--label", "app=gw2", "--label", "istio=gw2");

    assertThat(metadata().get("LABELS")).isEqualTo(Map.of("app", "gw2", "istio", "gw2"));
  }

  @Test
  void withoutLabelsItIsIstiosIngressGateway() {
    run("bootstrap");

    assertThat(metadata())
        .containsEntry("NAMESPACE", "istio-system")
        .containsEntry("LABELS", Map.of("app", "istio-ingressgateway", "istio", "ingressgateway"));
  }

  @Test
  void portsListenOnLoopbackUnlessToldOtherwise() {
    run("bootstrap");
    assertThat(out.toString()).doesNotContain("0.0.0.0");

    run("bootstrap", "--status-address", "0.0.0.0");
    assertThat(out.toString().split("0\\.0\\.0\\.0", -1)).hasSize(3);
  }

  @Test
  void anAddressWithoutPortIsAFaultOfTheCommandLine() {
    assertThat(run("bootstrap", "--xds-address", "localhost")).isEqualTo(2);

    assertThat(err.toString())
        .contains("`localhost` is not HOST:PORT, for example 127.0.0.1:15010");
  }

  @Test
  void anUnknownFormatIsAFaultOfTheCommandLine() {
    assertThat(run("bootstrap", "-o", "xml")).isEqualTo(2);

    assertThat(err.toString()).contains("-o is yaml or json, not `xml`");
  }

  @Test
  void anUnknownProtocolIsAFaultOfTheCommandLine() {
    assertThat(run("bootstrap", "--xds-protocol", "rest")).isEqualTo(2);

    assertThat(err.toString()).contains("--xds-protocol is delta or sotw, not `rest`");
  }

  @Test
  void argumentsForEnvoyNeedTheTwoDashes() {
    assertThat(run("proxy", "debug")).isEqualTo(2);

    assertThat(err.toString())
        .contains("unexpected argument `debug`; arguments for Envoy follow --");
  }

  @Test
  void anEnvoyThatIsNotThereIsAFailureWithoutTrace() {
    assertThat(run("proxy", "--envoy", "/nonexistent/envoy")).isEqualTo(1);

    assertThat(err.toString())
        .isEqualTo(
            "ostia proxy: --envoy names /nonexistent/envoy, and there is no such file."
                + " Name an Envoy binary.\n");
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line = Ostia.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> metadata() {
    Map<String, Object> tree =
        (Map<String, Object>)
            new Load(LoadSettings.builder().build()).loadFromString(out.toString());
    Map<String, Object> node = (Map<String, Object>) Objects.requireNonNull(tree.get("node"));
    return (Map<String, Object>) Objects.requireNonNull(node.get("metadata"));
  }
}
