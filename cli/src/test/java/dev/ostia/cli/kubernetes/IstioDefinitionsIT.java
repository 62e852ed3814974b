package dev.ostia.cli.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ostia.cli.e2e.NamedBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster that has Istio's own definitions of its kinds: they are left alone and work as well.
 */
class IstioDefinitionsIT {

  private static final String EVERY_DEFINITION =
      "jsonpath={range .items[*]}{.metadata.name} {.metadata.uid} {.metadata.generation}{\"\\n\"}{end}";

  private final int port = ApiServer.freePort();
  private @TempDir Path folder;
  private TestCluster cluster;

  @BeforeEach
  void start() throws Exception {
    Optional<KubeAssets> assets = KubeAssets.find(getClass());
    Assumptions.assumeTrue(assets.isPresent(), "no kube-apiserver: scripts/kube-assets.sh");
    Optional<Path> definitions = assets.orElseThrow().istioDefinitions();
    Assumptions.assumeTrue(
        definitions.isPresent(), "LEFT OUT: no istio-crds.yaml: scripts/kube-assets.sh");
    cluster = TestCluster.start(assets.orElseThrow(), folder, definitions.orElseThrow());
  }

  @AfterEach
  void stop() {
    if (cluster != null) {
      cluster.api().close();
    }
  }

  private String definitions() throws Exception {
    return cluster.api().kubectl("", "get", "crds", "-o", EVERY_DEFINITION);
  }

  @Test
  void objectsAreServedAndGetTheirStatus() throws Exception {
    String before = definitions();
    assertThat(before).contains("gateways.networking.istio.io").contains("envoyfilters");
    cluster.namespace("rows");
    try (NamedBackend one = new NamedBackend("one");
        RunningGateway _ = RunningGateway.start(cluster.config())) {
      cluster.apply(Objects.gateway("rows", port));
      cluster.apply(Objects.backend("rows", "one", one.port()));
      cluster.apply(Objects.route("rows", "app", "prefix: /", "one"));
      RunningGateway.awaitAnswer(port, "/", "200 one");
      cluster.awaitCondition("virtualservices", "rows", "app", "Accepted", "True Accepted  1");

      // Istio's definitions take this, and so it has to be refused here.
      cluster.apply(Objects.route("rows", "app", "regex: \"(\"", "one"));
      cluster.awaitCondition(
          "virtualservices",
          "rows",
          "app",
          "Accepted",
          "False Invalid spec.http[0].match[0].uri.regex: not a regular expression of RE2: error"
              + " parsing regexp: missing closing ): `(` 2");
      RunningGateway.awaitAnswer(port, "/", "200 one");
    }
    assertThat(definitions()).isEqualTo(before);
  }

  /**
   * As {@code docs/kubernetes.md} says: without the name kubectl may think that they are its own.
   */
  @Test
  void thoseOfThisProjectDoNotReplaceThem() throws Exception {
    String before = definitions();
    String crds = TestCluster.deploy("crds").toString();
    assertThatThrownBy(
            () ->
                cluster
                    .api()
                    .kubectl("", "apply", "--server-side", "--field-manager=ostia", "-f", crds))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("conflict");
    assertThat(definitions()).isEqualTo(before);
  }
}
