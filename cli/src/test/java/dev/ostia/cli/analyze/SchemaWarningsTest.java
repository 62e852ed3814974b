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
}
