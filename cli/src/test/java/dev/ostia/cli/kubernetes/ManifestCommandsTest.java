package dev.ostia.cli.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.ostia.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands in {@code deploy}, as far as they can be judged without a container. */
class ManifestCommandsTest {

  private static JsonNode compose() throws IOException {
    return new YAMLMapper().readTree(TestCluster.deploy("compose/compose.yaml").toFile());
  }

  @Test
  void whatServicesOfTheComposeFileNameIsThere() throws Exception {
    JsonNode compose = compose();
    List<String> services = new ArrayList<>();
    compose.path("services").fieldNames().forEachRemaining(services::add);
    assertThat(services).containsExactly("control-plane", "bootstrap", "gateway");
    assertThat(compose.at("/services/gateway/network_mode").asText())
        .isEqualTo("service:control-plane");
    compose
        .at("/services/gateway/depends_on")
        .fieldNames()
        .forEachRemaining(name -> assertThat(services).contains(name));
    assertThat(compose.path("volumes").has("envoy")).isTrue();
  }

  /** The commands in it are ones that Ostia knows. */
  @Test
  void theCommandsOfTheComposeFileAreTaken() throws Exception {
    JsonNode services = compose().path("services");
    List<String> controlPlane = new ArrayList<>();
    services.at("/control-plane/command").forEach(word -> controlPlane.add(word.asText()));
    assertThat(controlPlane).containsExactly("control-plane", "-f", "/config");
    String bootstrap = services.at("/bootstrap/command/0").asText();
    assertThat(bootstrap).startsWith("exec ostia ").endsWith(" > /envoy/envoy.yaml");
    String arguments =
        bootstrap.substring(
            "exec ostia ".length(), bootstrap.length() - " > /envoy/envoy.yaml".length());
    Cli run = Cli.run((Object[]) arguments.split(" "));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("compose-gateway");
  }

  @Test
  void theGatewaysInitContainerWritesABootstrapWithItsToken(@TempDir Path folder) throws Exception {
    JsonNode deployment;
    try (var documents =
        new YAMLMapper()
            .readerFor(JsonNode.class)
            .<JsonNode>readValues(TestCluster.deploy("gateway/gateway.yaml").toFile())) {
      documents.next();
      deployment = documents.next();
    }
    String script = deployment.at("/spec/template/spec/initContainers/0/args/0").asText();
    assertThat(script).startsWith("exec ostia ");
    Path labels =
        Files.writeString(
            folder.resolve("labels"),
            """
            app="edge-gateway"
            istio="edge"
            pod-template-hash="5d8c7f"
            """);

    List<String> arguments =
        argumentsOf(
            script
                .replace("/etc/podinfo/labels", labels.toString())
                .replace("/etc/envoy/xds", folder.toString()));

    assertThat(arguments)
        .containsSubsequence("--label", "app=edge-gateway", "--label", "istio=edge")
        .noneMatch(argument -> argument.contains("pod-template-hash"));
    Cli run = Cli.run(arguments.toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("pod-1.edge")
        .contains("envoy.filters.http.credential_injector")
        .contains(folder.resolve("xds-token.json").toString());
    assertThat(Files.readString(folder.resolve("xds-token.json")))
        .contains("\"filename\": \"/var/run/ostia/token\"");
    // What the files name is mounted where Envoy runs.
    List<String> mounts = new ArrayList<>();
    deployment
        .at("/spec/template/spec/containers/0/volumeMounts")
        .forEach(mount -> mounts.add(mount.path("mountPath").asText()));
    assertThat(mounts).contains("/var/run/ostia", "/etc/ostia/xds", "/etc/envoy");
  }

  /** What a shell makes of the command: each word in a line of its own instead of a call. */
  private static List<String> argumentsOf(String script) throws Exception {
    String words =
        script
            .replaceFirst("^exec ostia ", "printf '%s\\\\n' ")
            .replaceFirst(" *> /etc/envoy/envoy.yaml\\s*$", "");
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", words).redirectErrorStream(true);
    shell.environment().put("POD_NAME", "pod-1");
    shell.environment().put("POD_NAMESPACE", "edge");
    Process process = shell.start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor()).as("%s", lines).isZero();
    return lines;
  }
}
