package dev.ostia.cli.proxyconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What istioctl 1.32 prints for the same dumps, by its rules. */
class ProxyConfigTest {

  @TempDir private Path folder;

  @BeforeEach
  void copyDumps() throws IOException {
    for (String name : List.of("config_dump.json", "clusters.json")) {
      Files.writeString(folder.resolve(name), resource(name));
    }
  }

  static Stream<Arguments> transcript() throws IOException {
    return Arrays.stream(resource("transcript.txt").split("(?m)^\\$ "))
        .skip(1)
        .map(block -> block.split("\n", 2))
        .map(parts -> Arguments.of(parts[0], parts[1]));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("transcript")
  void tablesAreThoseOfIstioctl(String command, String expected) {
    Cli run = run(command);

    assertThat(run.out()).isEqualTo(expected);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "cluster --file nowhere.json; open FOLDER/nowhere.json: no such file or directory",
        "cluster --file config_dump.json -o xml; output format \"xml\" not supported",
        "route --file clusters.json; config dump has no configuration type"
            + " type.googleapis.com/envoy.admin.v3.RoutesConfigDump",
        "listener --file clusters.json; listener dump: config dump has no configuration type"
            + " type.googleapis.com/envoy.admin.v3.ListenersConfigDump",
        "ecds --file config_dump.json; config dump has no configuration type"
            + " type.googleapis.com/envoy.admin.v3.EcdsConfigDump",
        "secret --file clusters.json -o json; sidecar doesn't support secrets: config dump has no"
            + " configuration type type.googleapis.com/envoy.admin.v3.SecretsConfigDump",
      })
  void errorsAreThoseOfIstioctl(String command, String message) {
    Cli run = run(command);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo("Error: " + message.replace("FOLDER", folder.toString()) + "\n");
  }

  @ParameterizedTest
  @CsvSource({"cluster, no clusters", "listener, no listeners", "route, no routes"})
  void aDumpWithoutResourcesIsAnError(String command, String message) throws IOException {
    Files.writeString(
        folder.resolve("config_dump.json"),
        """
        {"configs": [
          {"@type": "type.googleapis.com/envoy.admin.v3.ClustersConfigDump"},
          {"@type": "type.googleapis.com/envoy.admin.v3.ListenersConfigDump"},
          {"@type": "type.googleapis.com/envoy.admin.v3.RoutesConfigDump"}]}
        """);
    assertThat(run(command + " --file config_dump.json"))
        .isEqualTo(new Cli(1, "", "Error: " + message + " found\n"));
  }

  @Test
  void exactlyOneSourceIsNeeded() {
    Cli none = Cli.run("pc", "endpoint");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err())
        .startsWith("Usage: ostia proxy-config endpoint")
        .endsWith("Error: endpoints requires pod name or --file parameter\n");
    assertThat(run("route name --file config_dump.json").err())
        .endsWith("Error: route requires pod name or --file parameter\n");
  }

  @Test
  void anUnknownFlagIsAUsageErrorOfIstioctl() {
    Cli run = run("route --file config_dump.json --nmae x");
    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.err()).contains("--nmae");
  }

  @Test
  void brokenJsonIsTold() throws IOException {
    Files.writeString(folder.resolve("config_dump.json"), "{\"configs\": [{\"@type\": ");
    Cli run = run("route --file config_dump.json");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("Error: error unmarshalling config dump response from Envoy: ")
        .doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"configs\": []}x", "{} {}", "{\"configs\": {}}", "{\"configs\": [", "[]"})
  void whatIsNoDumpHasNoEndpoints(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("dump.json"), text);

    Cli cli = Cli.run("pc", "eds", "--file", file);

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err())
        .startsWith("Error: error unmarshalling config dump response from Envoy: ")
        .doesNotContain("Exception");
  }

  @Test
  void typesThatAreNotKnownComeOutAsTheyWere() throws IOException {
    Files.writeString(
        folder.resolve("config_dump.json"),
        """
        {"configs": [{"@type": "type.googleapis.com/envoy.admin.v3.ClustersConfigDump",
          "static_clusters": [{"cluster": {
            "@type": "type.googleapis.com/envoy.config.cluster.v3.Cluster", "name": "c",
            "typed_extension_protocol_options": {
              "x": {"@type": "type.googleapis.com/made.up.Type", "some_field": [1]}}}}]}]}
        """);
    assertThat(run("c --file config_dump.json -o json").out())
        .isEqualTo(
            """
            [
                {
                    "name": "c",
                    "typedExtensionProtocolOptions": {
                        "x": {
                            "@type": "type.googleapis.com/made.up.Type",
                            "some_field": [
                                1
                            ]
                        }
                    }
                }
            ]
            """);
  }

  @Test
  void yamlHasSortedKeysAndQuotesWhatIsNoText() {
    assertThat(run("r --file config_dump.json --name 80 -o yaml").out())
        .isEqualTo(
            """
            - name: "80"
              virtualHosts:
              - domains:
                - e.com
                name: empty
            """);
  }

  @Test
  void aDumpGivenAsIstioctlTakesItIsKnown() {
    assertThat(run("r -f config_dump.json --name 80").out())
        .isEqualTo(run("r --file config_dump.json --name 80").out());
  }

  @Test
  void configurationIsTranslatedOnTheSpot() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("input.yaml"),
            """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: g}
            spec:
              selector: {istio: ingressgateway}
              servers:
              - port: {number: 80, name: http, protocol: HTTP}
                hosts: ["a.example.com"]
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: v}
            spec:
              hosts: [a.example.com]
              gateways: [g]
              http:
              - match: [{uri: {prefix: /old}}]
                redirect: {uri: /new}
            """);
    assertThat(Cli.run("pc", "routes", "-f", file).out())
        .isEqualTo(
            """
            NAME        VHOST NAME           DOMAINS           MATCH     VIRTUAL SERVICE
            http.80     a.example.com:80     a.example.com     /old*     v.default
            """);
  }

  @Test
  void whatIsRefusedIsSaidBesideTheTable() throws IOException {
    Path file = folder.resolve("config.yaml");
    Files.writeString(
        file,
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: g}
        spec:
          selector: {istio: ingressgateway}
          servers:
          - port: {name: http, protocol: HTTP}
            hosts: ["a.example.com"]
        """);

    Cli run = Cli.run("pc", "listeners", "-f", file);

    assertThat(run.exitCode()).isOne();
    assertThat(run.err())
        .isEqualTo(
            file
                + ":7:5: error IST0106 Gateway default/g spec.servers[0].port.number: number is"
                + " missing. It is required: a whole number\n"
                + "Error: no listeners found\n");
  }

  private Cli run(String command) {
    return Cli.run(
        Stream.concat(
                Stream.of("proxy-config"),
                Arrays.stream(command.split(" "))
                    .map(word -> word.endsWith(".json") ? folder.resolve(word).toString() : word))
            .toArray());
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ProxyConfigTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
