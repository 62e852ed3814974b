package dev.ostia.cli.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What Istio's validation takes and warns of. */
class SchemaWarningsTest extends AnalyzeHarness {

  @Test
  void whatIstiosValidationWarnsOf() throws IOException {
    assertThat(
            found(
                """
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: g}
                spec:
                  selector: {istio: ingressgateway}
                  servers:
                  - name: one
                    port: {number: 443, name: https, protocol: HTTPS}
                    hosts: [a.example.com]
                    tls: {mode: SIMPLE, credentialName: c, minProtocolVersion: TLSV1_0}
                  - name: one
                    port: {number: 444, name: https-2, protocol: HTTPS}
                    hosts: [a.example.com]
                    tls: {mode: SIMPLE, credentialName: c, minProtocolVersion: TLSV1_2}
                """))
        .contains("IST0133 Gateway default/g :10", "IST0133 Gateway default/g :11")
        .doesNotContain("IST0133 Gateway default/g :14");
  }

  @Test
  void deprecatedFieldsAndFailoverWithoutOutlierDetection() throws IOException {
    assertThat(
            found(
                """
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: d}
                spec:
                  host: a
                  trafficPolicy:
                    loadBalancer:
                      consistentHash:
                        useSourceIp: true
                        minimumRingSize: 10
                  subsets:
                  - name: v1
                    trafficPolicy:
                      loadBalancer:
                        localityLbSetting: {failover: [{from: a, to: b}]}
                  - name: v2
                    trafficPolicy:
                      outlierDetection: {interval: 1s}
                      loadBalancer:
                        localityLbSetting: {failover: [{from: a, to: b}]}
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: v}
                spec:
                  hosts: [a]
                  http:
                  - mirror: {host: a}
                    mirrorPercent: 50
                    route: [{destination: {host: a}}]
                """))
        .contains(
            "IST0133 DestinationRule default/d :10",
            "IST0133 DestinationRule default/d :15",
            "IST0133 VirtualService default/v :29")
        .doesNotContain("IST0133 DestinationRule default/d :20");
  }

  @Test
  void oldNamesOfGatewaysAndSeveralTracingProviders() throws IOException {
    assertThat(
            found(
                """
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: v}
                spec:
                  hosts: [a.example.com]
                  gateways:
                  - infra/near
                  - far.infra.svc.cluster.local
                  http: [{redirect: {uri: /}}]
                ---
                apiVersion: telemetry.istio.io/v1
                kind: Telemetry
                metadata: {name: t}
                spec:
                  tracing:
                  - providers:
                    - name: zipkin
                    - name: lightstep
                """))
        .contains(
            "IST0101 VirtualService default/v :8",
            "IST0133 VirtualService default/v :8",
            "IST0133 Telemetry default/t :18")
        .doesNotContain("IST0133 VirtualService default/v :7");
  }

  @Test
  void ofGateways() throws IOException {
    assertThat(
            found(
                """
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: g}
                spec:
                  selector: {istio: ingressgateway}
                  servers:
                  - port: {number: 443, name: a, protocol: HTTPS}
                    hosts: [a.example.com]
                    tls: {mode: PASSTHROUGH, credentialName: c}
                  - port: {number: 444, name: b, protocol: HTTPS}
                    hosts: [a.example.com]
                    tls:
                      mode: SIMPLE
                      credentialName: c
                      httpsRedirect: true
                      cipherSuites:
                      - AES128-SHA
                      - NO-SUCH-SUITE
                      - AES128-SHA
                  - port: {number: 80, name: c, protocol: HTTP}
                    hosts: [a.example.com]
                    tls: {httpsRedirect: true}
                """))
        .filteredOn(line -> line.startsWith("IST0133"))
        .containsExactly(
            "IST0133 Gateway default/g :9",
            "IST0133 Gateway default/g :15",
            "IST0133 Gateway default/g :18",
            "IST0133 Gateway default/g :19");
  }

  @Test
  void ofVirtualServices() throws IOException {
    assertThat(
            found(
                """
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: v}
                spec:
                  hosts: [a.example.com, 10.0.0.1]
                  gateways: [g, default/g]
                  http:
                  - match: [{gateways: [g.default.svc.cluster.local]}]
                    fault: {abort: {percentage: {value: 10}}}
                    route: [{destination: {host: a.example.com}}]
                  tls:
                  - match: [{sniHosts: [10.0.0.1]}]
                    route: [{destination: {host: a.example.com}}]
                """))
        .filteredOn(line -> line.startsWith("IST0133"))
        .containsExactly(
            "IST0133 VirtualService default/v :8",
            "IST0133 VirtualService default/v :9",
            "IST0133 VirtualService default/v :12");
  }

  @Test
  void ofServiceEntriesAndWorkloads() throws IOException {
    assertThat(
            found(
                """
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: none}
                spec:
                  hosts: ["*x.example.org"]
                  workloadSelector: {}
                  ports: [{number: 9000, name: tcp, protocol: TCP}]
                ---
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: dns}
                spec:
                  hosts: [a.example.org, b.example.org]
                  addresses: [10.0.0.1]
                  resolution: DNS
                  ports: [{number: 9000, name: tcp, protocol: HTTPS}]
                ---
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: automatic}
                spec:
                  hosts: [c.example.org]
                  resolution: DNS
                  ports: [{number: 9000, name: tcp, protocol: TCP}]
                ---
                apiVersion: networking.istio.io/v1
                kind: WorkloadEntry
                metadata: {name: w}
                spec: {network: other}
                """))
        .filteredOn(line -> line.startsWith("IST0133"))
        .containsExactlyInAnyOrder(
            "IST0133 ServiceEntry default/none :5",
            "IST0133 ServiceEntry default/none :6",
            "IST0133 ServiceEntry default/none :6",
            "IST0133 ServiceEntry default/none :7",
            "IST0133 ServiceEntry default/dns :13",
            "IST0133 WorkloadEntry default/w :29");
  }
}
