package dev.ostia.cli.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that take files take a cluster too: a real API server. */
class ClusterCommandsIT {

  private static final String GATEWAY =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: front, namespace: default}
      spec:
        selector: {istio: ingressgateway}
        servers:
        - port: {number: 80, name: http, protocol: HTTP}
          hosts: ["*.example.com"]
      """;

  private static final String ROUTE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: shop, namespace: default}
      spec:
        hosts: [shop.example.com]
        gateways: [front]
        http:
        - match: [{uri: {prefix: /old}}]
          redirect: {uri: /new}
        - route: [{destination: {host: nowhere}}]
      """;

  @TempDir static Path folder;

  private static ApiServer api;

  @BeforeAll
  static void start() throws Exception {
    Optional<KubeAssets> assets = KubeAssets.find(ClusterCommandsIT.class);
    Assumptions.assumeTrue(assets.isPresent(), "no kube-apiserver: scripts/kube-assets.sh");
    api = new ApiServer(assets.orElseThrow(), folder);
    Path deploy = Path.of(System.getProperty("ostia.root"), "deploy");
    api.kubectl("", "apply", "-f", deploy.resolve("crds").toString());
    api.apply(GATEWAY);
    api.apply(ROUTE);
    System.setProperty("kubeconfig", folder.resolve("kubeconfig").toString());
  }

  @AfterAll
  static void stop() throws Exception {
    System.clearProperty("kubeconfig");
    if (api != null) {
      api.close();
    }
  }

  private static Cli run(String... command) {
    Object[] words = new Object[command.length + 2];
    System.arraycopy(command, 0, words, 0, command.length);
    words[command.length] = "--context";
    words[command.length + 1] = "test";
    return Cli.run(words);
  }

  @Test
  void analyzeTellsOfTheCluster() {
    Cli run = run("analyze");
    assertThat(run.out()).contains("Error [IST0101] (VirtualService default/shop) spec.http[1]");
    assertThat(run.exitCode()).isEqualTo(79);
    assertThat(run("analyze", "-n", "elsewhere").out()).isEmpty();
  }

  @Test
  void explainFollowsARequestThroughTheCluster() {
    assertThat(run("explain", "http://shop.example.com/old").out())
        .contains("VirtualService default/shop http[0].match[0]", "answer           301");
  }

  @Test
  void testsArePlayedAgainstTheCluster() throws Exception {
    Path tests =
        Files.writeString(
            folder.resolve("tests.yaml"),
            "tests: [{url: 'http://shop.example.com/old', expect: {status: 301}}]");
    assertThat(run("test", tests.toString()).out()).isEqualTo("1 test: 1 passed, 0 failed\n");
  }

  @Test
  void graphAndTablesShowTheCluster() {
    assertThat(run("graph", "-o", "dot").out()).contains("shop.example.com");
    assertThat(run("pc", "routes").out()).contains("shop.default");
  }

  @Test
  void aProxyThatCannotBeReachedIsNamed() throws Exception {
    Cli missing = run("pc", "routes", "edge-1.istio-system");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err())
        .contains(
            "there is neither a pod nor a Deployment edge-1 in namespace istio-system of the"
                + " cluster of context test");
    api.apply(
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: default, namespace: default}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: edge-2, namespace: default}
        spec:
          automountServiceAccountToken: false
          containers: [{name: envoy, image: envoy}]
        """);
    // No kubelet runs it, so the API server has nowhere to forward to.
    Cli unreachable = run("pc", "clusters", "edge-2.default");
    assertThat(unreachable.exitCode()).isEqualTo(1);
    assertThat(unreachable.err())
        .contains("Envoy's admin port in pod default/edge-2")
        .doesNotContain("\tat ");
  }

  @Test
  void diffTellsWhatApplyingAFolderChanges() throws Exception {
    Path same = Files.createDirectory(folder.resolve("same"));
    Files.writeString(same.resolve("route.yaml"), ROUTE);
    Cli nothing = run("diff", "-f", same.toString());
    assertThat(nothing.err()).isEmpty();
    assertThat(nothing.exitCode()).isZero();

    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("route.yaml"), ROUTE.replace("/new", "/newer"));
    Cli changed = run("diff", "-f", other.toString());
    assertThat(changed.exitCode()).isEqualTo(1);
    assertThat(changed.out())
        .contains("~ VirtualService default/shop", "newer")
        .doesNotContain("Gateway default/front");

    Path gone = Files.createDirectory(folder.resolve("gone"));
    Files.writeString(gone.resolve("r.yaml"), ROUTE.replace("name: shop", "name: shop-2"));
    assertThat(run("diff", "--prune", "-f", gone.toString()).out())
        .contains("- VirtualService default/shop\n", "+ VirtualService default/shop-2");
  }

  @Test
  void aContextThatIsNotThereIsNamed() {
    Cli run = Cli.run("analyze", "--context", "prod");
    assertThat(run.err()).contains("no context prod").doesNotContain("\tat ");
    assertThat(run.exitCode()).isEqualTo(1);
  }
}
