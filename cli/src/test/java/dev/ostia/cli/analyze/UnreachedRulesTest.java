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
}
