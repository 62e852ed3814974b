package dev.ostia.cli.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.cli.e2e.NamedBackend;
import dev.ostia.controlplane.cases.pki.Certificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Istio's tasks "Secure Gateways" and "Ingress Gateway without TLS Termination", row by row. The
 * serial numbers are those of {@code testdata/certificates.yaml}.
 */
@ExtendWith(SharedApiServer.class)
class TlsTutorialIT {

  private final TestCluster cluster;
  private final int port = ApiServer.freePort();

  TlsTutorialIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @AfterEach
  void deleteSecrets() throws Exception {
    cluster.api().kubectl("", "delete", "secret", "--all", "-n", "istio-system");
  }

  private void secret(String namespace, String name, String certificate, String... more)
      throws Exception {
    var made = Certificates.OF_CASES.get(certificate);
    String authority =
        more.length == 0
            ? ""
            : "  ca.crt: |\n" + Certificates.OF_CASES.get(more[0]).certificatePem().indent(4);
    cluster.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: %s, namespace: %s}
        type: Opaque
        stringData:
          tls.crt: |
        %s  tls.key: |
        %s%s\
        """
            .formatted(
                name,
                namespace,
                made.certificatePem().indent(4),
                made.keyPem().indent(4),
                authority));
  }

  private String gateway(String namespace, String servers) {
    return """
    apiVersion: networking.istio.io/v1
    kind: Gateway
    metadata: {name: gateway, namespace: %s}
    spec:
      selector: {istio: ingressgateway}
      servers:
    %s\
    """
        .formatted(namespace, servers);
  }

  private String server(String host, String mode, String credential) {
    return """
      - port: {number: %d, name: https-%s, protocol: HTTPS}
        hosts: [%s]
        tls: {mode: %s, credentialName: %s}
    """
        .formatted(port, host.charAt(0), host, mode, credential);
  }

  private static String route(String namespace, String host, String backend) {
    return """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: %3$s, namespace: %1$s}
    spec:
      hosts: [%2$s]
      gateways: [gateway]
      http:
      - match: [{uri: {prefix: /status}}]
        route: [{destination: {host: %3$s}}]
    """
        .formatted(namespace, host, backend);
  }

  @Test
  void oneHostThenItsRotationThenAnotherHostThenMutual() throws Exception {
    cluster.namespace("secure");
    Call httpbin = Call.https(port, "a.example.com", "/status/418");
    Call helloworld = Call.https(port, "b.example.com", "/status/200");
    try (NamedBackend one = new NamedBackend("httpbin");
        NamedBackend two = new NamedBackend("helloworld");
        RunningGateway running = RunningGateway.start(cluster.config())) {
      cluster.apply(Objects.backend("secure", "httpbin", one.port()));
      cluster.apply(Objects.backend("secure", "helloworld", two.port()));
      assertThat(httpbin.answer()).isEqualTo("refused");
      String first = server("a.example.com", "SIMPLE", "httpbin-credential");
      cluster.apply(gateway("secure", first));
      // Its Secret is not there yet.
      httpbin.awaitAnswer("closed");
      secret("istio-system", "httpbin-credential", "a");
      httpbin.awaitAnswer("1001 404");
      cluster.apply(route("secure", "a.example.com", "httpbin"));
      httpbin.awaitAnswer("1001 200 httpbin");
      assertThat(helloworld.answer()).isEqualTo("closed");

      cluster.delete("secret", "istio-system", "httpbin-credential");
      secret("istio-system", "httpbin-credential", "a-rsa");
      httpbin.awaitAnswer("1002 200 httpbin");

      secret("istio-system", "helloworld-credential", "b");
      cluster.apply(
          gateway("secure", first + server("b.example.com", "SIMPLE", "helloworld-credential")));
      cluster.apply(route("secure", "b.example.com", "helloworld"));
      helloworld.awaitAnswer("1003 200 helloworld");
      assertThat(httpbin.answer()).isEqualTo("1002 200 httpbin");

      secret("istio-system", "httpbin-credential", "a", "ca");
      cluster.apply(gateway("secure", server("a.example.com", "MUTUAL", "httpbin-credential")));
      httpbin.awaitAnswer("closed");
      httpbin.withCertificate("client").awaitAnswer("1001 200 httpbin");
      assertThat(httpbin.withCertificate("stranger").answer()).isEqualTo("closed");
      assertThat(helloworld.answer()).isEqualTo("closed");
      assertThat(running.page("/debug/diagnostics")).doesNotContain("httpbin-credential");
    }
  }

  @Test
  void passthroughLeavesTheHandshakeToTheBackend() throws Exception {
    cluster.namespace("nginx");
    Call nginx = Call.https(port, "nginx.example.com", "/");
    try (TestBackend backend = TestBackend.https("nginx", "backend-a");
        RunningGateway running = RunningGateway.start(cluster.config())) {
      assertThat(nginx.answer()).isEqualTo("refused");
      cluster.apply(Objects.backend("nginx", "nginx", "TLS", backend.port()));
      cluster.apply(
          gateway(
              "nginx",
              """
                - port: {number: %d, name: https, protocol: HTTPS}
                  hosts: [nginx.example.com]
                  tls: {mode: PASSTHROUGH}
              """
                  .formatted(port)));
      cluster.apply(
          """
          apiVersion: networking.istio.io/v1
          kind: VirtualService
          metadata: {name: nginx, namespace: nginx}
          spec:
            hosts: [nginx.example.com]
            gateways: [gateway]
            tls:
            - match: [{port: %d, sniHosts: [nginx.example.com]}]
              route: [{destination: {host: nginx, port: {number: 80}}}]
          """
              .formatted(port));
      nginx.awaitAnswer("3001 200 nginx");
      assertThat(Call.https(port, "other.example.com", "/").answer()).isEqualTo("closed");
      assertThat(running.page("/ready")).isEqualTo("200 ready");
    }
  }

  @Test
  void aSecretOfAnotherNamespaceIsNotServedUnlessThatAllowsIt() throws Exception {
    cluster.namespace("team");
    cluster.namespace("shop");
    Call call = Call.https(port, "a.example.com", "/status/200");
    try (NamedBackend backend = new NamedBackend("app");
        RunningGateway running = RunningGateway.start(cluster.config())) {
      secret("team", "site", "a");
      cluster.apply(Objects.backend("shop", "app", backend.port()));
      cluster.apply(gateway("shop", server("a.example.com", "SIMPLE", "team/site")));
      cluster.apply(route("shop", "a.example.com", "app"));
      await()
          .atMost(TestCluster.LONG)
          .untilAsserted(
              () ->
                  assertThat(running.page("/debug/diagnostics"))
                      .contains(
                          "Secret team/site is not in the gateway's namespace istio-system, and no"
                              + " ReferenceGrant allows it, so TLS handshakes of this server"
                              + " fail"));
      assertThat(call.answer()).isEqualTo("closed");
      // In the gateway's own namespace there is no such limit.
      secret("istio-system", "site", "b");
      cluster.apply(gateway("shop", server("a.example.com", "SIMPLE", "site")));
      call.awaitAnswer("1003 200 app");
    }
  }
}
