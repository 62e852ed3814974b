package dev.ostia.controlplane.source.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class WatchedKindTest {

  @Test
  void kindsAreAskedForByTheirNamesInTheApi() {
    assertThat(WatchedKind.all())
        .extracting(WatchedKind::toString)
        .contains(
            "gateways.networking.istio.io",
            "virtualservices.networking.istio.io",
            "destinationrules.networking.istio.io",
            "serviceentries.networking.istio.io",
            "workloadentries.networking.istio.io",
            "telemetries.telemetry.istio.io",
            "services",
            "endpointslices.discovery.k8s.io",
            "pods",
            "secrets",
            "configmaps",
            "referencegrants.gateway.networking.k8s.io",
            "namespaces",
            "nodes")
        .doesNotContain("endpoints");
  }

  @Test
  void theRoleMayReadThemAndNothingElse() throws Exception {
    List<String> readable = new ArrayList<>();
    Path file = Path.of(System.getProperty("ostia.root"), "deploy/base/rbac.yaml");
    for (Object document :
        new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(file))) {
      JsonNode object = new ObjectMapper().valueToTree(document);
      if (object.path("kind").asText().equals("ClusterRole")) {
        object.path("rules").forEach(rule -> readable.addAll(readable(rule)));
      }
    }
    assertThat(readable)
        .containsExactlyInAnyOrderElementsOf(
            WatchedKind.all().stream().map(WatchedKind::toString).toList());
  }

  private static List<String> readable(JsonNode rule) {
    List<String> readable = new ArrayList<>();
    if (rule.path("verbs").toString().equals("[\"list\",\"watch\"]")) {
      String group = rule.path("apiGroups").path(0).asText();
      rule.path("resources")
          .forEach(name -> readable.add(name.asText() + (group.isEmpty() ? "" : "." + group)));
    }
    return readable;
  }
}
