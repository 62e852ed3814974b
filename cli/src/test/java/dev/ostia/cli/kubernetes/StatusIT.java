package dev.ostia.cli.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.cli.LogLines;
import dev.ostia.controlplane.ControlPlane;
import dev.ostia.controlplane.kubernetes.ClusterClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What objects are told about themselves. */
@ExtendWith(SharedApiServer.class)
class StatusIT {

  private static final String GATEWAYS = "gateway.networking.istio.io";
  private static final String REFUSED =
      "False Invalid spec.http[0].match[0].uri.regex: not a regular expression of RE2: error"
          + " parsing regexp: missing closing ): `%s` %d";

  private final TestCluster cluster;
  private final int port = ApiServer.freePort();

  StatusIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private void awaitCondition(String name, String type, String text) {
    cluster.awaitCondition("virtualservice", "status", name, type, text);
  }

  private void awaitEvent(String text) {
    await()
        .atMost(TestCluster.LONG)
        .until(() -> cluster.api().kubectl("", "get", "events", "-n", "status").contains(text));
  }

  @Test
  void statusIsWrittenByOneReplicaAndByAnotherWhenThatIsGone() throws Exception {
    cluster.namespace("status");
    try (LogLines log = new LogLines();
        KubernetesClient client = ClusterClient.connect(cluster.config())) {
      ControlPlane second;
      try (ControlPlane first = RunningGateway.controlPlane(client, "first")) {
        await()
            .atMost(TestCluster.LONG)
            .until(() -> log.lines("(first) writes status now").size() == 1);
        second = RunningGateway.controlPlane(client, "second");
        cluster.apply(Objects.gateway("status", port));
        cluster.apply(Objects.backend("status", "app", 8080));
        cluster.apply(Objects.route("status", "good", "prefix: /", "app"));
        awaitCondition("good", "Accepted", "True Accepted  1");
        awaitCondition("good", "Programmed", "True Programmed  1");

        cluster.apply(Objects.route("status", "good", "regex: \"(\"", "app"));
        awaitCondition("good", "Accepted", REFUSED.formatted("(", 2));
        awaitEvent("missing closing ): `(`");

        // Refused for the same reason: the status is of this version all the same.
        cluster.apply(Objects.route("status", "good", "regex: \"(\"", "other"));
        awaitCondition("good", "Accepted", REFUSED.formatted("(", 3));
        assertThat(log.lines("writes status now")).hasSize(1);
        assertThat(first.ready()).isDone();
      }
      try (ControlPlane left = second) {
        await()
            .atMost(TestCluster.LONG)
            .until(() -> log.lines("(second) writes status now").size() == 1);
        cluster.apply(Objects.route("status", "good", "prefix: /", "app"));
        awaitCondition("good", "Accepted", "True Accepted  4");
        awaitCondition("good", "Programmed", "True Programmed  4");
        assertThat(left.ready()).isDone();
      }
    }
  }

  /** The API server and Ostia take the address, but this machine does not have it. */
  @Test
  void whatEnvoyRefusesIsSaidOnTheGatewayUntilItIsMended() throws Exception {
    cluster.namespace("refused");
    String gateway = Objects.gateway("refused", port);
    try (RunningGateway running = RunningGateway.start(cluster.config())) {
      cluster.apply(gateway);
      awaitGateway("True Programmed  1");
      cluster.apply(gateway.replace("hosts: [\"*\"]", "hosts: [\"*\"]\n    bind: 192.0.2.77"));
      await()
          .atMost(TestCluster.LONG)
          .untilAsserted(
              () ->
                  assertThat(cluster.condition(GATEWAYS, "refused", "gateway", "Programmed"))
                      .startsWith("False RefusedByEnvoy Envoy refuses what was made of it: ")
                      .contains("cannot bind '192.0.2.77:" + port + "'")
                      .endsWith(" 2"));
      assertThat(cluster.condition(GATEWAYS, "refused", "gateway", "Accepted"))
          .isEqualTo("True Accepted  2");
      cluster.apply(gateway);
      awaitGateway("True Programmed  3");
      assertThat(running.page("/ready")).isEqualTo("200 ready");
    }
  }

  private void awaitGateway(String text) {
    cluster.awaitCondition(GATEWAYS, "refused", "gateway", "Programmed", text);
  }
}
