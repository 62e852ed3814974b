package dev.ostia.cli.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import dev.ostia.cli.live.LiveGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real Envoy in a pod, asked through the port-forward of a real API server. */
@ExtendWith(SharedApiServer.class)
class PortForwardIT {

  private static final String NAMESPACE = "port-forward";

  @TempDir static Path folder;

  private static TestCluster cluster;
  private static Kubelet kubelet;
  private static LiveGateway gateway;
  private static int listenerPort;

  @BeforeAll
  static void start(TestCluster shared) throws Exception {
    cluster = shared;
    System.setProperty("kubeconfig", cluster.folder().resolve("kubeconfig").toString());
    listenerPort = LiveGateway.freePort();
    Files.writeString(
        folder.resolve("gateway.yaml"),
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: front}
        spec:
          selector: {istio: ingressgateway}
          servers:
          - port: {number: %d, name: http, protocol: HTTP}
            hosts: ["*.example.com"]
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop}
        spec:
          hosts: [shop.example.com]
          gateways: [front]
          http: [{redirect: {uri: /new}}]
        """
            .formatted(listenerPort));
    gateway = LiveGateway.start(folder, "edge-1");
    LiveGateway.awaitOpen(listenerPort);
    kubelet = new Kubelet();
    int admin = Integer.parseInt(gateway.admin().substring("127.0.0.1:".length()));
    kubelet.runs(NAMESPACE + "/edge-1", admin);
    kubelet.runs(NAMESPACE + "/lost", admin);
    kubelet.cuts(NAMESPACE + "/lost", 300);
    kubelet.runs(NAMESPACE + "/other", LiveGateway.freePort());
    cluster.namespace(NAMESPACE);
    node();
    pods();
  }

  @AfterAll
  static void stop() throws Exception {
    System.clearProperty("kubeconfig");
    if (kubelet != null) {
      kubelet.close();
    }
    if (gateway != null) {
      gateway.close();
    }
  }

  private static void node() throws Exception {
    cluster
        .api()
        .kubectl(
            """
            {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "port-forward"},
             "status": {"addresses": [{"type": "InternalIP", "address": "127.0.0.1"}],
                        "daemonEndpoints": {"kubeletEndpoint": {"Port": %d}}}}
            """
                .formatted(kubelet.port()),
            "create",
            "--raw",
            "/api/v1/nodes",
            "-f",
            "-");
  }

  private static void pods() throws Exception {
    StringBuilder yaml = new StringBuilder();
    for (String name : List.of("edge-1", "lost", "other")) {
      yaml.append(
          """
          apiVersion: v1
          kind: Pod
          metadata: {name: %1$s, namespace: %2$s, labels: {app: %1$s}}
          spec:
            nodeName: port-forward
            automountServiceAccountToken: false
            containers: [{name: envoy, image: envoy}]
          ---
          """
              .formatted(name, NAMESPACE));
    }
    yaml.append(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: edge, namespace: %s}
        spec:
          selector: {matchLabels: {app: edge-1}}
          template:
            metadata: {labels: {app: edge-1}}
            spec: {containers: [{name: envoy, image: envoy}]}
        """
            .formatted(NAMESPACE));
    cluster.apply(yaml.toString());
    cluster
        .api()
        .kubectl(
            "",
            "patch",
            "pod/edge-1",
            "--subresource=status",
            "-n",
            NAMESPACE,
            "-p",
            "{\"status\": {\"phase\": \"Running\"}}");
  }

  private static Cli run(String... command) {
    Object[] words = new Object[command.length + 1];
    System.arraycopy(command, 0, words, 0, command.length);
    words[command.length] = "-k";
    return Cli.run(words);
  }

  @Test
  void tablesAreThoseOfTheEnvoyInThePod() {
    Cli direct = Cli.run("pc", "listeners", "--admin", gateway.admin());
    assertThat(direct.out()).contains("0.0.0.0   " + listenerPort);

    Cli pod = run("pc", "listeners", "edge-1." + NAMESPACE);
    assertThat(pod.err()).isEmpty();
    assertThat(pod.exitCode()).isZero();
    assertThat(pod.out()).isEqualTo(direct.out());

    Cli deployment = run("pc", "routes", "deployment/edge", "-n", NAMESPACE);
    assertThat(deployment.err()).isEmpty();
    assertThat(deployment.out()).contains("shop.example.com", "shop.default");
  }

  @Test
  void requestsAreExplainedFromTheEnvoyInThePod() {
    Cli explained =
        run(
            "explain",
            "http://shop.example.com:" + listenerPort + "/",
            "--proxy",
            "edge-1." + NAMESPACE);
    assertThat(explained.err()).isEmpty();
    assertThat(explained.out()).contains("301");
    assertThat(run("graph", "--proxy", "edge-1." + NAMESPACE, "-o", "dot").out())
        .contains("shop.example.com");
  }

  @Test
  void levelsOfTheEnvoyInThePodAreChanged() {
    Cli changed = run("pc", "log", "edge-1." + NAMESPACE, "--level", "http:debug");
    assertThat(changed.err()).isEmpty();
    assertThat(changed.exitCode()).isZero();
    assertThat(changed.out()).contains("http: debug");
  }

  @Test
  void podWithoutAnEnvoyIsToldInTheWordsOfItsNode() {
    Cli run = run("pc", "listeners", "other." + NAMESPACE);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            "Error: Envoy's admin port in pod port-forward/other cannot be reached through the"
                + " cluster: error forwarding port 15000 to pod 0a1b, uid : failed to connect to"
                + " localhost:15000: connection refused\n");
  }

  @Test
  void connectionThatIsLostIsToldSo() {
    Cli run = run("pc", "listeners", "lost." + NAMESPACE);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            "Error: Envoy's admin port in pod port-forward/lost cannot be asked through the cluster"
                + " (the connection broke off in its answer)\n");
  }
}
