package dev.ostia.cli.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.controlplane.ControlPlane;
import dev.ostia.controlplane.kubernetes.ClusterClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What objects are told about themselves. */
@ExtendWith(SharedApiServer.class)
class StatusIT {

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
}
