package dev.ostia.cli.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What VirtualServices name and what is not there, and Gateways that claim one host. */
class ReferencesTest extends AnalyzeHarness {

  @Test
  void destinationsOfTheMeshAreLookedAtToo() throws IOException {
    assertThat(
            found(
                SERVICE
                    + """
                    apiVersion: networking.istio.io/v1
                    kind: VirtualService
                    metadata: {name: v}
                    spec:
                      hosts: [s]
                      http:
                      - match: [{uri: {prefix: /a}}]
                        route: [{destination: {host: gone}}]
                      - match: [{uri: {prefix: /b}}]
                        route: [{destination: {host: s, port: {number: 81}}}]
                      - route: [{destination: {host: s, subset: v1}}]
                        mirror: {host: gone-too}
                      tcp:
                      - route: [{destination: {host: s.other.svc.cluster.local}}]
                    ---
                    apiVersion: networking.istio.io/v1
                    kind: DestinationRule
                    metadata: {name: s}
                    spec: {host: s.default.svc.cluster.local, subsets: [{name: v2}]}
                    """))
        .containsExactlyInAnyOrder(
            "IST0101 VirtualService default/v :13",
            "IST0101 VirtualService default/v :15",
            "IST0101 VirtualService default/v :16",
            "IST0101 VirtualService default/v :17",
            "IST0101 VirtualService default/v :19");
  }

  @Test
  void aHostThatIsNotExportedToTheNamespaceIsMissing() throws IOException {
    String hidden =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: s, namespace: a, annotations: {networking.istio.io/exportTo: "."}}
        spec: {ports: [{name: http, port: 80}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: v, namespace: %s}
        spec:
          hosts: [s.a.svc.cluster.local]
          http: [{route: [{destination: {host: s.a.svc.cluster.local}}]}]
        """;
    assertThat(found(hidden.formatted("a"))).isEmpty();
    assertThat(found(hidden.formatted("b"))).containsExactly("IST0101 VirtualService b/v :11");
  }

  @Test
  void aGatewayThatServesNoneOfTheHosts() throws IOException {
    assertThat(
            found(
                GATEWAY
                    + """
                    apiVersion: networking.istio.io/v1
                    kind: Gateway
                    metadata: {name: h}
                    spec:
                      selector: {istio: ingressgateway}
                      servers:
                      - port: {number: 81, name: http, protocol: HTTP}
                        hosts: ["b.example.com", other/a.example.com]
                    ---
                    apiVersion: networking.istio.io/v1
                    kind: VirtualService
                    metadata: {name: v}
                    spec:
                      hosts: [a.example.com]
                      gateways: [g, h, gone]
                      http: [{redirect: {uri: /}}]
                    """))
        .containsExactlyInAnyOrder(
            "IST0132 VirtualService default/v :24",
            "IST0132 VirtualService default/v :24",
            "IST0101 VirtualService default/v :24");
  }

  @Test
  void severalPortsOfAServiceEntry() throws IOException {
    assertThat(
            found(
                """
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: e}
                spec:
                  hosts: [x.example.org]
                  resolution: DNS
                  ports:
                  - {number: 80, name: http, protocol: HTTP}
                  - {number: 443, name: https, protocol: HTTPS}
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: v}
                spec:
                  hosts: [x.example.org]
                  http:
                  - route: [{destination: {host: x.example.org, port: {number: 80}}}]
                    mirror: {host: x.example.org}
                """))
        .containsExactly("IST0112 VirtualService default/v :18");
  }

  @Test
  void gatewaysThatClaimOneHostAreBothToldOf() throws IOException {
    String other =
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: h, namespace: a}
        spec:
          selector: {%s}
          servers:
          - port: {number: 80, name: http, protocol: HTTP}
            hosts: ["*.example.com"]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: p, labels: {istio: ingressgateway, app: gate}}
        status: {podIP: 10.0.0.1}
        """;
    assertThat(found(GATEWAY + other.formatted("istio: ingressgateway")))
        .containsExactly("IST0145 Gateway default/g :7", "IST0145 Gateway a/h :16");
    assertThat(found(GATEWAY + other.formatted("app: gate")))
        .containsExactly("IST0145 Gateway default/g :7", "IST0145 Gateway a/h :16");
    assertThat(found(GATEWAY + other.formatted("app: elsewhere")))
        .noneMatch(line -> line.startsWith("IST0145"));
  }

  @Test
  void secretsAreLookedForWhereTheGatewaysPodRuns() throws IOException {
    String yaml =
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: g}
        spec:
          selector: {istio: ingressgateway}
          servers:
          - port: {number: 443, name: https, protocol: HTTPS}
            hosts: [a.example.com]
            tls: {mode: SIMPLE, credentialName: c}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: p, namespace: edge, labels: {istio: ingressgateway, app: x}}
        status: {podIP: 10.0.0.1}
        """;
    Files.writeString(folder.resolve("c.yaml"), yaml);
    assertThat(Cli.run("analyze", folder).out())
        .contains("Error [IST0101]", "Secret edge/c does not exist");
  }

  @Test
  void wellKnownPortsNeedNoName() throws IOException {
    assertThat(
            found(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: a}
                spec: {ports: [{port: 3306}]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: b}
                spec: {ports: [{port: 3307}]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: c}
                spec: {ports: [{name: http, port: 80, appProtocol: unheard.of/x}]}
                """))
        .containsExactly("IST0118 Service default/b :9", "IST0118 Service default/c :14");
  }
}
