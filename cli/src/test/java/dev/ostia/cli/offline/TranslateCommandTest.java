package dev.ostia.cli.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslateCommandTest {

  @TempDir Path folder;

  @BeforeEach
  void input() throws IOException {
    Files.writeString(
        folder.resolve("all.yaml"),
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: gw}
        spec:
          selector: {istio: ingressgateway}
          servers:
            - port: {number: 8080, name: http, protocol: HTTP}
              hosts: ["*"]
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: web}
        spec:
          hosts: ["web.example.com"]
          gateways: [gw]
          http:
            - route:
                - destination: {host: web}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          ports: [{name: http, port: 80}]
        """);
  }

  @Test
  void allTypesArePrintedInTheOrderOfARequest() {
    Cli cli = Cli.run("translate", "-f", folder);

    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out())
        .containsSubsequence(
            "listeners:\n  - name: 0.0.0.0_8080\n",
            "routes:\n  - name: http.8080\n",
            "domains:\n          - web.example.com\n",
            "clusters:\n  - name: outbound|80||web.default.svc.cluster.local\n",
            "endpoints:\n  - cluster_name: outbound|80||web.default.svc.cluster.local\n");
  }

  @Test
  void oneTypeCanBeAskedForAsJson() {
    Cli cli = Cli.run("translate", "-f", folder, "--type", "clusters", "-o", "json");

    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out())
        .startsWith("{\n  \"clusters\" : [ {\n    \"name\" : \"outbound|80||web.default.svc")
        .doesNotContain("listeners");
  }

  @Test
  void gatewayThatNothingSelectsGetsNothingAndIsToldSo() {
    Cli cli = Cli.run("translate", "-f", folder, "--namespace", "edge", "--label", "istio=edge");

    assertThat(cli.out())
        .isEqualTo("listeners: []\nroutes: []\nclusters: []\nendpoints: []\nsecrets: []\n");
    assertThat(cli.err())
        .isEqualTo(
            "no Gateway selects a gateway in namespace edge with labels {istio=edge}: see"
                + " --namespace and --label\n");
  }

  @Test
  void inputWithErrorsIsTranslatedAsFarAsItGoes() throws IOException {
    Files.writeString(folder.resolve("bad.yaml"), "kind: [\n");

    Cli cli = Cli.run("translate", "-f", folder);

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.out()).contains("name: http.8080");
    assertThat(cli.err()).contains("bad.yaml:").contains("OST001");
  }
}
