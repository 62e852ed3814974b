package dev.ostia.translator.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.RouteFixture;
import dev.ostia.translator.config.Diagnostic;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which virtual hosts there are, and in which order their routes come. */
class VirtualHostsOfGatewayTest {

  private static String virtualService(String metadata, String hosts, String paths) {
    StringBuilder yaml =
        new StringBuilder(
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {%s}
            spec:
              hosts: %s
              gateways: [gw]
              http:
            """
                .formatted(metadata, hosts));
    for (String path : paths.split(" ")) {
      yaml.append(
          "  - {match: [{uri: {prefix: %s}}], directResponse: {status: 200}}\n".formatted(path));
    }
    return yaml + "---\n";
  }

  private static List<String> paths(VirtualHost host) {
    return host.getRoutesList().stream().map(route -> route.getMatch().getPrefix()).toList();
  }

  @Test
  void catchAllsOfMergedVirtualServicesComeLast() {
    RouteFixture fixture =
        RouteFixture.http(
            virtualService("name: a1", "[x.com]", "/one /")
                + virtualService("name: a2", "[x.com]", "/two /"));

    assertThat(fixture.hosts()).hasSize(1);
    assertThat(paths(fixture.host("x.com:80"))).containsExactly("/one", "/two", "/", "/");
  }

  @Test
  void ageThenNameOrdersVirtualServicesOfOneHost() {
    RouteFixture fixture =
        RouteFixture.http(
            virtualService("name: a, creationTimestamp: '2024-02-01T00:00:00Z'", "[x.com]", "/a")
                + virtualService("name: c", "[x.com]", "/c")
                + virtualService("name: b", "[x.com]", "/b"));

    assertThat(paths(fixture.host("x.com:80"))).containsExactly("/b", "/c", "/a");
  }

  @Test
  void hostsThatAreServedAlikeShareAVirtualHost() {
    RouteFixture fixture =
        RouteFixture.http(
            virtualService("name: v", "[b.com, '*.c.com', long.a.com]", "/v")
                + virtualService("name: w", "[b.com]", "/w"));

    assertThat(fixture.hosts())
        .extracting(VirtualHost::getName)
        .containsExactly("b.com:80", "long.a.com:80");
    assertThat(fixture.host("long.a.com:80").getDomainsList())
        .containsExactly("long.a.com", "*.c.com");
    assertThat(paths(fixture.host("b.com:80"))).containsExactly("/v", "/w");
  }

  @Test
  void shortHostIsAServiceOfTheNamespace() {
    RouteFixture fixture = RouteFixture.http(virtualService("name: v", "[Shorty]", "/"));

    assertThat(fixture.hosts())
        .extracting(VirtualHost::getName)
        .containsExactly("shorty.default.svc.cluster.local:80");
  }

  @Test
  void ruleAfterACatchAllIsNeverUsed() {
    RouteFixture fixture = RouteFixture.http(virtualService("name: v", "[x.com]", "/ /late"));

    assertThat(paths(fixture.host("x.com:80"))).containsExactly("/");
    assertThat(fixture.diagnostics())
        .extracting(d -> d.code().id() + " " + d.field())
        .containsExactly("OST012 spec.http[1]");
  }

  @Test
  void redirectToHttpsHoldsForHostsWithAndWithoutVirtualService() {
    RouteFixture fixture =
        RouteFixture.of(
            """
            tls: {httpsRedirect: true}
            """,
            "['other/a.com', b.com]",
            virtualService("name: v", "[b.com]", "/"));

    assertThat(fixture.host("b.com:80").getRequireTls())
        .isEqualTo(VirtualHost.TlsRequirementType.ALL);
    assertThat(fixture.host("a.com:80").getRequireTls())
        .isEqualTo(VirtualHost.TlsRequirementType.ALL);
    assertThat(fixture.host("a.com:80").getDomainsList()).containsExactly("a.com");
  }

  @Test
  void hostThatNoGatewayServesIsTold() {
    RouteFixture fixture =
        RouteFixture.of("", "[a.com]", virtualService("name: v", "[a.com, b.com]", "/"));

    assertThat(fixture.hosts()).extracting(VirtualHost::getName).containsExactly("a.com:80");
    assertThat(fixture.diagnostics())
        .extracting(d -> d.code().id() + " " + d.field())
        .containsExactly("OST012 spec.hosts[1]");
  }

  @Test
  void missingGatewayIsTold() {
    RouteFixture fixture =
        RouteFixture.http(
            virtualService("name: v", "[a.com]", "/").replace("[gw]", "[mesh, gw, nowhere/gw]"));

    assertThat(fixture.diagnostics())
        .extracting(Diagnostic::field)
        .containsExactly("spec.gateways[2]");
  }

  @Test
  void exportIsJudgedByTheNamespaceOfTheProxy() {
    String hidden =
        virtualService("name: v", "[a.com]", "/").replace("spec:", "spec:\n  exportTo: ['.']");
    String shown =
        virtualService("name: w", "[b.com]", "/")
            .replace("spec:", "spec:\n  exportTo: [istio-system]");

    assertThat(RouteFixture.http(hidden + shown).hosts())
        .extracting(VirtualHost::getName)
        .containsExactly("b.com:80");
  }

  @Test
  void exportedByNameComesBeforePublic() {
    RouteFixture fixture =
        RouteFixture.http(
            virtualService("name: a", "[x.com]", "/public")
                + virtualService("name: b", "[x.com]", "/named")
                    .replace("spec:", "spec:\n  exportTo: [istio-system]"));

    assertThat(paths(fixture.host("x.com:80"))).containsExactly("/named", "/public");
  }
}
