package dev.ostia.cli.get;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GetCommandTest {

  private static final String ROUTES =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: front}
      spec:
        selector: {istio: ingressgateway}
        servers:
        - port: {number: 80, name: http, protocol: HTTP}
          hosts: ["*.example.com"]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: shop}
      spec:
        hosts: [shop.example.com, www.example.com]
        gateways: [front]
        http:
        - redirect: {uri: /}
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: lost, namespace: edge}
      spec:
        hosts: [lost.example.com]
        gateways: [default/front]
        http:
        - route: [{destination: {host: nowhere.edge.svc.cluster.local}}]
      """;

  private static final String BACKENDS =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: reviews}
      spec:
        type: NodePort
        clusterIP: 10.96.0.10
        selector: {app: reviews}
        ports: [{name: http, port: 9080}, {name: tcp-x, port: 99, nodePort: 30099}]
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: reviews-1, labels: {kubernetes.io/service-name: reviews}}
      addressType: IPv4
      ports: [{name: http, port: 9080}]
      endpoints:
      - {addresses: [10.244.0.5]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: balancer, creationTimestamp: "2020-01-01T00:00:00Z"}
      spec:
        type: ExternalName
        externalName: backend.example.org
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: token
        annotations:
          kubectl.kubernetes.io/last-applied-configuration: '{"stringData":{"password":"hunter2"}}'
      stringData: {password: hunter2}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: careless}
      data:
        key.pem: |
          -----BEGIN PRIVATE KEY-----
          c2VjcmV0c2VjcmV0
          -----END PRIVATE KEY-----
      """;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("routes.yaml"), ROUTES);
    Files.writeString(folder.resolve("backends.yaml"), BACKENDS);
  }

  @Test
  void virtualServicesHaveTheColumnsOfTheirDefinition() {
    assertThat(Cli.run("get", "vs", "-f", folder).out())
        .isEqualTo(
            """
            NAME   GATEWAYS    HOSTS                                    AGE         READY   DIAGNOSTIC
            shop   ["front"]   ["shop.example.com","www.example.com"]   <unknown>   True
            """);
  }

  @Test
  void aBrokenObjectIsNotReadyAndSaysWhy() {
    assertThat(Cli.run("get", "virtualservices", "-A", "-f", folder).out().lines().toList().get(2))
        .startsWith("edge        lost   [\"default/front\"]   [\"lost.example.com\"]")
        .contains("False   IST0101 spec.http[0].route[0].destination.host: ");
  }

  @Test
  void servicesAreShownAsKubectlShowsThem() {
    assertThat(Cli.run("get", "service", "reviews", "-f", folder, "-o", "wide").out())
        .startsWith(
            "NAME      TYPE       CLUSTER-IP   EXTERNAL-IP   PORT(S)                 AGE        "
                + " SELECTOR      READY   PLACE")
        .contains(
            "reviews   NodePort   10.96.0.10   <none>        9080/TCP,99:30099/TCP   <unknown>  "
                + " app=reviews   True    ");
    assertThat(Cli.run("get", "svc/balancer", "-f", folder, "--no-headers").out())
        .matches(
            "balancer   ExternalName   <none>   backend.example.org   <none>   \\d+y\\d*d? .*\n");
  }

  @Test
  void aListOfAllKindsNamesTheKind() {
    assertThat(Cli.run("get", "all", "-f", folder, "-o", "name").out())
        .isEqualTo(
            """
            gateway.networking.istio.io/front
            virtualservice.networking.istio.io/shop
            service/balancer
            service/reviews
            secret/token
            """);
  }

  @Test
  void anObjectIsGivenAsItsDocument() {
    assertThat(Cli.run("get", "gateway", "front", "-f", folder, "-o", "yaml").out())
        .isEqualTo(
            """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata:
              name: front
              namespace: default
            spec:
              selector:
                istio: ingressgateway
              servers:
              - hosts:
                - '*.example.com'
                port:
                  name: http
                  number: 80
                  protocol: HTTP
            """);
    assertThat(Cli.run("get", "gw", "-f", folder, "-o", "json").out())
        .startsWith("{\n    \"apiVersion\": \"v1\",\n    \"items\": [\n")
        .endsWith(
            """
                "kind": "List",
                "metadata": {
                    "resourceVersion": ""
                }
            }
            """);
  }

  @Test
  void whatIsSecretIsNotShown() {
    String all =
        Cli.run("get", "secrets,configmaps", "-f", folder, "-o", "yaml").out()
            + Cli.run("get", "secrets,configmaps", "-f", folder, "-o", "json").out()
            + Cli.run("get", "secrets,configmaps", "-f", folder, "-o", "wide").out();
    assertThat(all)
        .contains("token", "careless", "password: '[redacted]'")
        .doesNotContain("hunter2", "c2VjcmV0c2VjcmV0", "PRIVATE KEY");
  }

  @Test
  void whatIsNotThereIsSaid() {
    Cli absent = Cli.run("get", "vs", "lost", "-f", folder);
    assertThat(absent.exitCode()).isEqualTo(1);
    assertThat(absent.err())
        .isEqualTo("Error: there is no VirtualService \"lost\"; there is one in namespace edge\n");
    Cli empty = Cli.run("get", "dr", "-f", folder);
    assertThat(empty.exitCode()).isZero();
    assertThat(empty.err()).isEqualTo("No resources found in default namespace.\n");
    assertThat(Cli.run("get", "gizmos", "-f", folder).exitCode()).isEqualTo(2);
    assertThat(Cli.run("get", "vs").err())
        .startsWith("ostia get: Missing required option: '--filename=PATH', or --kubernetes\n");
  }

  @Test
  void aRefusedObjectIsListed() throws IOException {
    Files.writeString(
        folder.resolve("bad.yaml"),
        """
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: typo}
        spec: {host: reviews, hots: x}
        """);
    assertThat(Cli.run("get", "dr", "-f", folder).out().lines().toList())
        .first()
        .isEqualTo("NAME   HOST        AGE         READY   DIAGNOSTIC");
    assertThat(Cli.run("get", "dr", "-f", folder).out())
        .contains("typo   <refused>   <refused>   False   OST002 spec.hots: ");
  }
}
