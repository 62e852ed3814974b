package dev.ostia.cli.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostia.controlplane.ControlPlane;
import dev.ostia.controlplane.kubernetes.ClusterClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is in {@code deploy}, judged by a real API server. */
@ExtendWith(SharedApiServer.class)
class DeploymentIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String WEBHOOK = "--set=webhook.enabled=true";
  private static final String GATEWAYS =
      """
      --set-json=gateways=[
        {"name": "public", "namespace": "istio-system",
         "labels": {"app": "istio-public", "istio": "public"}},
        {"name": "private", "namespace": "istio-system",
         "labels": {"app": "istio-private", "istio": "private"}}]
      """;

  private final TestCluster cluster;
  private final ApiServer api;

  DeploymentIT(TestCluster cluster) {
    this.cluster = cluster;
    api = cluster.api();
  }

  @Test
  void manifestsAreTakenByTheApiServer() throws Exception {
    for (String folder : List.of("base", "gateway", "overlays/two-gateways", "overlays/webhook")) {
      String taken =
          api.kubectl("", "apply", "--dry-run=server", "-k", TestCluster.deploy(folder).toString());
      assertThat(taken).contains("(server dry run)").doesNotContain("Warning");
    }
  }

  @Test
  void theChartIsTakenByTheApiServer() throws Exception {
    String chart = chart("--set=namespaces={a,b}", WEBHOOK, GATEWAYS);
    assertThat(chart).contains("--namespaces=a,b");
    assertThat(api.kubectl(chart, "apply", "--dry-run=server", "-f", "-"))
        .contains(
            "deployment.apps/ostia created (server dry run)",
            "deployment.apps/ostia-gateway-private created (server dry run)",
            "validatingwebhookconfiguration.admissionregistration.k8s.io/ostia created (server dry"
                + " run)")
        .doesNotContain("Warning");
  }

  /** The rights and all else of them are the same, written twice for tools that differ. */
  @Test
  void theChartIsWhatKustomizeMakes() throws Exception {
    assertThat(objects(chart())).containsExactlyInAnyOrderElementsOf(kustomized("base", 8));
    assertThat(objects(chart(WEBHOOK)))
        .containsExactlyInAnyOrderElementsOf(kustomized("overlays/webhook", 9));
    assertThat(objects(chart(GATEWAYS)))
        .containsExactlyInAnyOrderElementsOf(kustomized("overlays/two-gateways", 18));
  }

  private List<JsonNode> kustomized(String folder, int count) throws Exception {
    List<JsonNode> all =
        objects(api.kubectl("", "kustomize", TestCluster.deploy(folder).toString()));
    // Helm makes the namespace itself, if it is asked to.
    all.removeIf(one -> one.path("kind").asText().equals("Namespace"));
    assertThat(all).hasSize(count);
    return all;
  }

  /** As trees, in which the order of fields does not count. */
  private List<JsonNode> objects(String yaml) {
    return api.admin().load(stream(yaml)).items().stream()
        .map(one -> MAPPER.<JsonNode>valueToTree(one))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private String chart(String... settings) throws Exception {
    Optional<String> helm = api.helm();
    Assumptions.assumeTrue(helm.isPresent(), "LEFT OUT: no helm, see scripts/kube-assets.sh");
    ProcessBuilder command =
        new ProcessBuilder(
                helm.orElseThrow(),
                "template",
                "ostia",
                TestCluster.deploy("helm/ostia").toString(),
                "--namespace=ostia-system")
            .redirectError(cluster.folder().resolve("helm.log").toFile());
    command.command().addAll(List.of(settings));
    Process process = command.start();
    String chart = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return chart;
  }

  @Test
  void aMissingRightIsNamed() throws Exception {
    cluster.namespace("poor");
    api.kubectl("", "create", "serviceaccount", "poor", "-n", "poor");
    String poor = api.kubectl("", "create", "token", "poor", "-n", "poor").strip();
    try (KubernetesClient client = ClusterClient.connect(api.config(poor));
        ControlPlane controlPlane = RunningGateway.controlPlane(client, "poor")) {
      await()
          .atMost(TestCluster.LONG)
          .until(() -> RunningGateway.page(controlPlane, "/ready").contains("virtualservices"));
      assertThat(RunningGateway.page(controlPlane, "/ready"))
          .startsWith("503 not ready: ")
          .contains("cannot list resource \"virtualservices\" in API group \"networking.istio.io\"")
          .contains("Grant list and watch on virtualservices.networking.istio.io");
    }
  }

  @Test
  void objectsOfOurDefinitionsAreCheckedByTheApiServer() throws Exception {
    cluster.namespace("checked");
    String gateway = Objects.gateway("checked", 80).replaceFirst("number: \\d+", "number:");
    assertThatThrownBy(() -> cluster.apply(gateway))
        .hasMessageContaining(
            "spec.servers[0].port.number: Required value: number has no value. It is required: a"
                + " whole number");
  }
}
