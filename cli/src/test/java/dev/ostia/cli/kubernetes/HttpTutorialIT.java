package dev.ostia.cli.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.cli.e2e.Load;
import dev.ostia.cli.e2e.NamedBackend;
import java.io.IOException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Plain HTTP from {@code kubectl apply} to the answer of a real Envoy. */
@ExtendWith(SharedApiServer.class)
class HttpTutorialIT {

  private final TestCluster cluster;
  private final int port = ApiServer.freePort();

  HttpTutorialIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private void awaitAnswer(String answer) {
    RunningGateway.awaitAnswer(port, "/", answer);
  }

  @Test
  void objectsAreAppliedEditedRefusedAndDeletedWhileRequestsRun() throws Exception {
    cluster.namespace("rows");
    try (NamedBackend one = new NamedBackend("one");
        NamedBackend two = new NamedBackend("two");
        RunningGateway running = RunningGateway.start(cluster.config())) {
      awaitAnswer("refused");
      cluster.apply(Objects.gateway("rows", port));
      awaitAnswer("404");
      cluster.apply(Objects.backend("rows", "one", one.port()));
      cluster.apply(Objects.backend("rows", "two", two.port()));
      cluster.apply(Objects.route("rows", "app", "prefix: /", "one"));
      awaitAnswer("200 one");

      try (Load load = Load.on(port, "/")) {
        cluster.apply(Objects.route("rows", "app", "prefix: /", "two"));
        awaitAnswer("200 two");

        // The API server does not know that this is no regular expression.
        cluster.apply(Objects.route("rows", "app", "regex: \"(\"", "one"));
        await()
            .atMost(TestCluster.LONG)
            .until(() -> running.page("/debug/diagnostics").contains("VirtualService rows/app"));
        assertThat(running.page("/debug/diagnostics"))
            .contains("\"field\" : \"spec.http[0].match[0].uri.regex\"");
        awaitAnswer("200 two");

        cluster.apply(Objects.route("rows", "app", "prefix: /", "one"));
        awaitAnswer("200 one");
        assertThat(load.failures()).isEmpty();
      }
      cluster.delete("virtualservice", "rows", "app");
      awaitAnswer("404");
      cluster.delete("gateway.networking.istio.io", "rows", "gateway");
      awaitAnswer("refused");
    }
  }

  /** Istio's task "Ingress Gateways", with a Service and its EndpointSlice. */
  @Test
  void theIngressTutorialInItsOrder() throws Exception {
    NetworkNamespace network = network();
    cluster.namespace("httpbin");
    try (network;
        TestBackend httpbin = network.in(() -> TestBackend.http("httpbin"));
        RunningGateway running = RunningGateway.start(cluster.config())) {
      Call open = Call.http(port, "httpbin.example.com", "/status/200");
      assertThat(open.answer()).isEqualTo("refused");
      cluster.apply(service(network.address(), httpbin.port()));
      cluster.apply(Objects.gateway("httpbin", port).replace("\"*\"", "httpbin.example.com"));
      open.awaitAnswer("404");
      cluster.apply(httpbinRoutes());
      open.awaitAnswer("200 httpbin");
      assertThat(Call.http(port, "httpbin.example.com", "/delay/1").answer())
          .isEqualTo("200 httpbin");
      assertThat(Call.http(port, "httpbin.example.com", "/headers").answer()).isEqualTo("404");
      assertThat(Call.http(port, "other.example.com", "/status/200").answer()).isEqualTo("404");

      // Any host, and another path.
      cluster.apply(Objects.gateway("httpbin", port));
      cluster.apply(
          httpbinRoutes().replace("httpbin.example.com", "*").replace("/delay", "/headers"));
      Call.http(port, "other.example.com", "/headers").awaitAnswer("200 httpbin");

      cluster.delete("endpointslice", "httpbin", "httpbin-1");
      open.awaitAnswer("503 no healthy upstream");
      cluster.apply(service(network.address(), httpbin.port()));
      open.awaitAnswer("200 httpbin");
      cluster.delete("gateway.networking.istio.io", "httpbin", "gateway");
      open.awaitAnswer("refused");
      assertThat(running.page("/ready")).isEqualTo("200 ready");
    }
  }

  private static NetworkNamespace network() throws InterruptedException {
    try {
      return new NetworkNamespace();
    } catch (IOException e) {
      Assumptions.abort("LEFT OUT: no network namespace can be made here: " + e.getMessage());
      throw new IllegalStateException(e);
    }
  }

  private static String service(String address, int backendPort) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: httpbin, namespace: httpbin}
    spec:
      selector: {app: httpbin}
      ports: [{name: http, port: 8000, targetPort: %2$d}]
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: httpbin-1
      namespace: httpbin
      labels: {kubernetes.io/service-name: httpbin}
    addressType: IPv4
    ports: [{name: http, port: %2$d, protocol: TCP}]
    endpoints: [{addresses: [%1$s], conditions: {ready: true}}]
    """
        .formatted(address, backendPort);
  }

  private static String httpbinRoutes() {
    return """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: httpbin, namespace: httpbin}
    spec:
      hosts: ["httpbin.example.com"]
      gateways: [gateway]
      http:
      - match: [{uri: {prefix: /status}}, {uri: {prefix: /delay}}]
        route: [{destination: {host: httpbin, port: {number: 8000}}}]
    """;
  }
}
