package dev.ostia.cli.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Rules that no request can reach. */
class UnreachedRulesTest extends AnalyzeHarness {

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
  void tcpAndTlsRulesHaveAnOrderToo() throws IOException {
    assertThat(
            found(
                """
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: v}
                spec:
                  hosts: [a.example.com]
                  tcp:
                  - match: [{port: 3000}]
                    route: [{destination: {host: s}}]
                  - match: [{port: 3000}]
                    route: [{destination: {host: s}}]
                  - match: [{port: 3000, gateways: [mesh]}]
                    route: [{destination: {host: s}}]
                  - route: [{destination: {host: s}}]
                  - route: [{destination: {host: s}}]
                  tls:
                  - match: [{port: 443, sniHosts: [a.example.com]}]
                    route: [{destination: {host: s}}]
                  - match:
                    - {port: 443, sniHosts: [a.example.com]}
                    - {port: 444, sniHosts: [a.example.com]}
                    route: [{destination: {host: s}}]
                """))
        .filteredOn(line -> line.startsWith("IST013"))
        .containsExactly(
            "IST0130 VirtualService default/v :9",
            "IST0131 VirtualService default/v :9",
            "IST0130 VirtualService default/v :14",
            "IST0131 VirtualService default/v :19");
  }

  @Test
  void aMatchThatAPrefixCovers() throws IOException {
    assertThat(
            found(
                """
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: v}
                spec:
                  hosts: [a.example.com]
                  http:
                  - match:
                    - uri: {prefix: /api}
                      headers: {x: {exact: a}}
                    - uri: {prefix: /api/v1}
                      method: {exact: GET}
                      headers: {x: {exact: a}}
                    - uri: {prefix: /api/v1}
                      method: {exact: GET}
                    - uri: {prefix: /api/v2}
                      ignoreUriCase: true
                      headers: {x: {exact: a}}
                    redirect: {uri: /}
                  - match:
                    - uri: {prefix: /api/v1/users}
                      method: {exact: GET}
                      name: users
                    redirect: {uri: /}
                  - match:
                    - uri: {prefix: /api/v1/users}
                    redirect: {uri: /}
                """))
        .filteredOn(line -> line.startsWith("IST013"))
        .containsExactly(
            "IST0131 VirtualService default/v :10",
            "IST0130 VirtualService default/v :19",
            "IST0131 VirtualService default/v :20");
  }

  @Test
  void aPrefixOfAnyCaseCoversOneOfGivenCase() throws IOException {
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
                      - match: [{uri: {prefix: /a}, ignoreUriCase: true}]
                        redirect: {uri: /x}
                      - match: [{uri: {prefix: /a/b}}, {uri: {exact: /c}}]
                        redirect: {uri: /y}
                      - match: [{uri: {prefix: /d}}]
                        redirect: {uri: /x}
                      - match: [{uri: {prefix: /d/e}, ignoreUriCase: true}]
                        redirect: {uri: /y}
                    """))
        .containsExactly("IST0131 VirtualService default/v :19");
  }
}
