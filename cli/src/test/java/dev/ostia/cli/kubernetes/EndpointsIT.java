package dev.ostia.cli.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an EndpointSlice costs. */
@ExtendWith(SharedApiServer.class)
class EndpointsIT {

  private final TestCluster cluster;
  private final int port = ApiServer.freePort();

  EndpointsIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void oneEndpointIsOneLoadAssignmentAndNothingElse() throws Exception {
    cluster.namespace("slices");
    String service =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: app, namespace: slices}
        spec: {ports: [{name: http, port: 80}]}
        """;
    String slice =
        """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: app-1, namespace: slices, labels: {kubernetes.io/service-name: app}}
        addressType: IPv4
        ports: [{name: http, port: 8080, protocol: TCP}]
        endpoints: [{addresses: [192.0.2.1]}]
        """;
    try (RunningGateway running = RunningGateway.start(cluster.config())) {
      cluster.apply(Objects.gateway("slices", port));
      cluster.apply(service);
      cluster.apply(slice);
      cluster.apply(Objects.route("slices", "app", "prefix: /", "app"));
      await().atMost(TestCluster.LONG).until(() -> running.envoyConfig().contains("192.0.2.1"));
      long clusters = running.stat("cluster_manager.cds.update_success");
      long listeners = running.stat("listener_manager.lds.update_success");
      long routes = running.stat("http.0.0.0.0_" + port + ".rds.http." + port + ".update_success");

      cluster.apply(slice.replace("192.0.2.1", "192.0.2.99"));
      await().atMost(TestCluster.LONG).until(() -> running.envoyConfig().contains("192.0.2.99"));

      assertThat(running.stat("cluster_manager.cds.update_success")).isEqualTo(clusters);
      assertThat(running.stat("listener_manager.lds.update_success")).isEqualTo(listeners);
      assertThat(running.stat("http.0.0.0.0_" + port + ".rds.http." + port + ".update_success"))
          .isEqualTo(routes);
    }
  }
}
