package dev.ostia.cli.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Findings of rules across objects. */
class AnalyzeRulesTest extends AnalyzeHarness {

  @Test
  void aServiceWithoutEndpointsIsNoFaultOfFiles() throws IOException {
    assertThat(
            found(
                GATEWAY
                    + SERVICE
                    + """
                    apiVersion: networking.istio.io/v1
                    kind: DestinationRule
                    metadata: {name: s}
                    spec: {host: s, subsets: [{name: v1, labels: {version: v1}}]}
                    ---
                    apiVersion: networking.istio.io/v1
                    kind: VirtualService
                    metadata: {name: v}
                    spec:
                      hosts: [a.example.com]
                      gateways: [g]
                      http:
                      - match: [{uri: {prefix: /v1}}]
                        route: [{destination: {host: s, subset: v1}}]
                      - route: [{destination: {host: s}}]
                    """))
        .isEmpty();
  }

  @Test
  void aSubsetThatSelectsNoPod() throws IOException {
    assertThat(
            found(
                GATEWAY
                    + SERVICE
                    + """
                    apiVersion: networking.istio.io/v1
                    kind: DestinationRule
                    metadata: {name: s}
                    spec: {host: s, subsets: [{name: v2, labels: {version: v2}}]}
                    ---
                    apiVersion: networking.istio.io/v1
                    kind: VirtualService
                    metadata: {name: v}
                    spec:
                      hosts: [a.example.com]
                      gateways: [g]
                      http: [{route: [{destination: {host: s, subset: v2}}]}]
                    ---
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: p, labels: {app: s, version: v1}}
                    status: {podIP: 10.0.0.1}
                    """))
        .containsExactly("IST0173 DestinationRule default/s :18");
  }

  @Test
  void hostsThatTheGatewayDoesNotServe() throws IOException {
    assertThat(
            found(
                GATEWAY
                    + """
                    apiVersion: networking.istio.io/v1
                    kind: VirtualService
                    metadata: {name: v}
                    spec:
                      hosts: [a.example.com, a.example.org]
                      gateways: [g]
                      http: [{redirect: {uri: /}}]
                    """))
        .containsExactly("IST0132 VirtualService default/v :14");
  }

  @Test
  void twoServiceEntriesWithTwoProtocols() throws IOException {
    assertThat(
            found(
                """
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: a}
                spec: {hosts: [x.example.com], resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}]}
                ---
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: b}
                spec: {hosts: [x.example.com], resolution: DNS, ports: [{number: 80, name: grpc, protocol: GRPC}]}
                """))
        .containsExactly("IST0177 ServiceEntry default/a :4", "IST0177 ServiceEntry default/b :9");
  }

  @Test
  void twoProtocolsThatNoNamespaceSeesBothOf() throws IOException {
    assertThat(
            found(
                """
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: a, namespace: one}
                spec: {hosts: [x.example.com], exportTo: [.], resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}]}
                ---
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: b, namespace: two}
                spec: {hosts: [x.example.com], exportTo: [.], resolution: DNS, ports: [{number: 80, name: grpc, protocol: GRPC}]}
                """))
        .isEmpty();
  }

  @Test
  void oneCertificateWhereOneGatewaysProxiesRunTheOther() throws IOException {
    assertThat(
            found(
                """
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: wide}
                spec:
                  selector: {istio: ingressgateway}
                  servers:
                  - port: {number: 443, name: https, protocol: HTTPS}
                    hosts: [a.example.com]
                    tls: {mode: SIMPLE, credentialName: c}
                ---
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: narrow}
                spec:
                  selector: {istio: ingressgateway, app: edge}
                  servers:
                  - port: {number: 443, name: https, protocol: HTTPS}
                    hosts: [b.example.com]
                    tls: {mode: SIMPLE, credentialName: c}
                """))
        .contains("IST0138 Gateway default/wide :9")
        .doesNotContain("IST0138 Gateway default/narrow :19");
  }

  @Test
  void portsOfIstiosOwnServicesMayHaveAnyName() throws IOException {
    String service =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: s, labels: {LABEL}}
        spec: {selector: {app: s}, ports: [{name: status, port: 15021}]}
        """;
    assertThat(found(service.replace("LABEL", "app: s")))
        .containsExactly("IST0118 Service default/s :4");
    assertThat(found(service.replace("LABEL", "istio: ingressgateway"))).isEmpty();
    assertThat(found(service.replace("LABEL", "release: istio"))).isEmpty();
    assertThat(found(service.replace("LABEL", "gateway.istio.io/managed: istio.io-gateway")))
        .isEmpty();
  }

  @Test
  void gatewaysThatNoProxyRuns() throws IOException {
    String yaml =
        GATEWAY
            + """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: edge}
            spec:
              selector: {istio: edge}
              servers:
              - port: {number: 80, name: http, protocol: HTTP}
                hosts: ["*.example.com"]
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: v}
            spec:
              hosts: [a.example.com]
              gateways: [edge]
              http: [{redirect: {uri: /}}]
            """;
    assertThat(found(yaml)).as("files do not tell of proxies").isEmpty();
    assertThat(found(yaml, "--label", "istio=ingressgateway"))
        .contains("OST023 Gateway default/edge :14", "OST022 VirtualService default/v :24");
    assertThat(
            found(
                yaml
                    + """
                    ---
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: p, namespace: istio-system, labels: {istio: other}}
                    """))
        .as("no proxy of any Gateway is in the input")
        .isEmpty();
  }

  @Test
  void aPortThatTheGatewaysServiceLacks() throws IOException {
    assertThat(
            found(
                GATEWAY
                    + """
                    apiVersion: v1
                    kind: Service
                    metadata: {name: istio-ingressgateway, namespace: istio-system}
                    spec:
                      selector: {istio: ingressgateway, app: istio-ingressgateway}
                      ports: [{name: https, port: 443, targetPort: 8443}]
                    """))
        .containsExactly("IST0162 Gateway default/g :7");
  }

  @Test
  void weightsOfTcpAndTlsRulesAreAddedUpToo() throws IOException {
    assertThat(
            found(
                GATEWAY
                        .replace("protocol: HTTP", "protocol: TCP")
                        .replace("name: http", "name: tcp")
                    + SERVICE
                    + """
                    apiVersion: v1
                    kind: Service
                    metadata: {name: t}
                    spec: {ports: [{name: tcp, port: 80}]}
                    ---
                    apiVersion: networking.istio.io/v1
                    kind: VirtualService
                    metadata: {name: v}
                    spec:
                      hosts: [a.example.com]
                      gateways: [g]
                      tcp:
                      - route:
                        - {destination: {host: s}, weight: 1}
                        - {destination: {host: t}, weight: 2}
                      tls:
                      - match: [{sniHosts: [a.example.com]}]
                        route:
                        - {destination: {host: s}, weight: 50}
                        - {destination: {host: t}, weight: 70}
                    """))
        .contains("OST020 VirtualService default/v :27", "OST020 VirtualService default/v :32");
  }
}
