package dev.ostia.cli.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Ports of matches that no server of the Gateways has. */
class MatchPortsTest extends AnalyzeHarness {

  private static final String ROUTE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: v}
      spec:
        hosts: [a.example.com]
        gateways: [%s]
        http:
        - match:
          - {port: 80, uri: {prefix: /a}}
          - {port: 8443, uri: {prefix: /b}%s}
          redirect: {uri: /c}
      """;

  @Test
  void aPortThatNoServerHas() throws IOException {
    assertThat(found(GATEWAY + ROUTE.formatted("g", "")))
        .containsExactly("OST012 VirtualService default/v :19");
    assertThat(found(GATEWAY + ROUTE.formatted("\"g\", other/none", ", gateways: [default/g]")))
        .contains("OST012 VirtualService default/v :19");
  }

  @Test
  void tcpAndTlsMatchesToo() throws IOException {
    assertThat(
            found(
                """
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: g}
                spec:
                  selector: {istio: ingressgateway}
                  servers:
                  - {port: {number: 3306, name: db, protocol: TCP}, hosts: ["*"]}
                  - {port: {number: 443, name: tls, protocol: TLS}, hosts: ["*"], tls: {mode: PASSTHROUGH}}
                ---
                """
                    + SERVICE
                    + """
                    apiVersion: networking.istio.io/v1
                    kind: VirtualService
                    metadata: {name: v}
                    spec:
                      hosts: [a.example.com]
                      gateways: [g]
                      tcp:
                      - match: [{port: 3306}, {port: 3307}]
                        route: [{destination: {host: s}}]
                      tls:
                      - match:
                        - {port: 443, sniHosts: [a.example.com]}
                        - {port: 444, sniHosts: [a.example.com]}
                        route: [{destination: {host: s}}]
                    """))
        .containsExactly(
            "OST012 VirtualService default/v :22", "OST012 VirtualService default/v :27");
  }

  @Test
  void sidecarsDelegatesAndGatewaysThatAreNotThereAreLeftAlone() throws IOException {
    assertThat(found(GATEWAY + ROUTE.formatted("mesh, g", ""))).isEmpty();
    assertThat(found(GATEWAY + ROUTE.formatted("none", "")))
        .noneMatch(line -> line.contains("OST012"));
    assertThat(
            found(
                GATEWAY
                    + """
                    apiVersion: networking.istio.io/v1
                    kind: VirtualService
                    metadata: {name: root}
                    spec:
                      hosts: [a.example.com]
                      gateways: [g]
                      http: [{match: [{uri: {prefix: /}}], delegate: {name: part}}]
                    ---
                    apiVersion: networking.istio.io/v1
                    kind: VirtualService
                    metadata: {name: part}
                    spec:
                      http: [{match: [{port: 8443, uri: {prefix: /b}}], redirect: {uri: /c}}]
                    """))
        .isEmpty();
  }

  @Test
  void aRuleWhosePortsAllMissIsToldOfOnce() throws IOException {
    assertThat(
            found(
                GATEWAY
                    + """
                    apiVersion: v1
                    kind: Service
                    metadata: {name: s}
                    spec: {ports: [{name: tcp, port: 9000}]}
                    ---
                    apiVersion: networking.istio.io/v1
                    kind: VirtualService
                    metadata: {name: v}
                    spec:
                      hosts: [a.example.com]
                      gateways: [g]
                      tcp:
                      - match: [{port: 81}, {port: 82}]
                        route: [{destination: {host: s}}]
                    """))
        .containsExactly(
            "OST012 VirtualService default/v :22", "OST012 VirtualService default/v :22");
  }
}
