package dev.ostia.cli.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeRulesTest {

  private static final String GATEWAY =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: g}
      spec:
        selector: {istio: ingressgateway}
        servers:
        - port: {number: 80, name: http, protocol: HTTP}
          hosts: ["*.example.com"]
      ---
      """;

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: s}
      spec: {selector: {app: s}, ports: [{name: http, port: 80}]}
      ---
      """;

  @TempDir private Path folder;

  /**
   * Code, object and line of what was found, such as {@code IST0130 VirtualService default/v :9}.
   */
  private List<String> found(String yaml, String... options) throws IOException {
    Files.writeString(folder.resolve("c.yaml"), yaml);
    Object[] arguments = new Object[options.length + 2];
    arguments[0] = "analyze";
    arguments[1] = folder;
    System.arraycopy(options, 0, arguments, 2, options.length);
    return Cli.run(arguments).outLines(folder).stream()
        .map(
            line ->
                line.replaceAll("^\\w+ \\[(.*?)] \\((\\S+ \\S+) c\\.yaml(:\\d+)\\).*$", "$1 $2 $3"))
        .toList();
  }

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
        .containsExactly("IST0177 ServiceEntry default/b :9");
  }

  @Test
  void aRuleThatAWiderPrefixLeavesNothing() throws IOException {
    assertThat(
            found(
                GATEWAY
                    + """
                    apiVersion: networking.istio.io/v1
                    kind: VirtualService
                    metadata: {name: v}
                    spec:
                      hosts: [a.example.com]
                      gateways: [g]
                      http:
                      - match: [{uri: {prefix: /api}}]
                        redirect: {uri: /a}
                      - match: [{uri: {exact: /api/orders}, method: {exact: GET}}]
                        redirect: {uri: /b}
                      - match: [{uri: {prefix: /ap}, headers: {end-user: {exact: jason}}}]
                        redirect: {uri: /c}
                    """))
        .containsExactly("IST0130 VirtualService default/v :19");
  }

  @Test
  void aRuleThatAnotherVirtualServiceLeavesNothing() throws IOException {
    Files.writeString(
        folder.resolve("c.yaml"),
        GATEWAY
            + """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: first}
            spec:
              hosts: [a.example.com]
              gateways: [g]
              http: [{match: [{uri: {prefix: /shop}}], redirect: {uri: /a}}]
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: second}
            spec:
              hosts: [a.example.com]
              gateways: [g]
              http:
              - {match: [{uri: {prefix: /shop/cart}}], redirect: {uri: /b}}
              - {match: [{uri: {prefix: /other}}], redirect: {uri: /c}}
            """);
    assertThat(Cli.run("analyze", folder).outLines(folder))
        .containsExactly(
            "Warning [OST021] (VirtualService default/second c.yaml:25) spec.http[0].match[0]: no"
                + " request can reach it: VirtualService default/first spec.http[0].match[0]"
                + " (c.yaml:16) takes all that would match. Put the rules of the host into one"
                + " VirtualService, or make the other one match less");
  }

  @Test
  void aRuleThatOneOfTwoHostsStillUsesIsReached() throws IOException {
    assertThat(
            found(
                GATEWAY
                    + """
                    apiVersion: networking.istio.io/v1
                    kind: VirtualService
                    metadata: {name: first}
                    spec:
                      hosts: [a.example.com]
                      gateways: [g]
                      http: [{match: [{uri: {prefix: /shop}}], redirect: {uri: /a}}]
                    ---
                    apiVersion: networking.istio.io/v1
                    kind: VirtualService
                    metadata: {name: second}
                    spec:
                      hosts: [a.example.com, b.example.com]
                      gateways: [g]
                      http: [{match: [{uri: {prefix: /shop/cart}}], redirect: {uri: /b}}]
                    """))
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
}
