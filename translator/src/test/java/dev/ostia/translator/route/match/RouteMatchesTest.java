package dev.ostia.translator.route.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.RouteFixture;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import org.junit.jupiter.api.Test;

class RouteMatchesTest {

  private static RouteFixture match(String match) {
    return RouteFixture.rule("match: " + match + "\ndirectResponse: {status: 200}");
  }

  @Test
  void headersAreSortedAndSpecialOnesComeLast() {
    RouteMatch match =
        match(
                "[{method: {exact: GET}, scheme: {exact: http}, authority: {prefix: a},"
                    + " headers: {x-b: {exact: '1'}, x-a: {regex: '*'}, x-c: {}}}]")
            .route()
            .getMatch();

    assertThat(match.getPrefix()).isEqualTo("/");
    assertThat(match.getHeadersList())
        .extracting(HeaderMatcher::getName)
        .containsExactly("x-a", "x-b", "x-c", ":method", ":authority", ":scheme");
    assertThat(match.getHeaders(0).getPresentMatch()).isTrue();
    assertThat(match.getHeaders(1).getStringMatch().getExact()).isEqualTo("1");
    assertThat(match.getHeaders(2).getPresentMatch()).isTrue();
  }

  @Test
  void missingHeaderSatisfiesWithoutHeaders() {
    RouteMatch match = match("[{withoutHeaders: {x-a: {exact: '1'}, x-b: {}}}]").route().getMatch();

    assertThat(match.getHeaders(0).getInvertMatch()).isTrue();
    assertThat(match.getHeaders(0).getTreatMissingHeaderAsEmpty()).isTrue();
    assertThat(match.getHeaders(1).getInvertMatch()).isTrue();
    assertThat(match.getHeaders(1).getTreatMissingHeaderAsEmpty()).isFalse();
  }

  @Test
  void caseCountsUnlessIgnored() {
    assertThat(match("[{uri: {exact: /A}, ignoreUriCase: true}]").route().getMatch())
        .satisfies(
            m -> {
              assertThat(m.getPath()).isEqualTo("/A");
              assertThat(m.getCaseSensitive().getValue()).isFalse();
            });
    assertThat(match("[{uri: {regex: /a.*}}]").route().getMatch().getCaseSensitive().getValue())
        .isTrue();
  }

  @Test
  void namesOfRuleAndMatchAreJoined() {
    RouteFixture fixture =
        RouteFixture.rule(
            """
            name: rule
            match: [{name: one, uri: {prefix: /1}}, {uri: {prefix: /2}}]
            directResponse: {status: 200}
            """);

    assertThat(fixture.routes()).extracting(Route::getName).containsExactly("rule.one", "rule");
  }

  @Test
  void entryForAnotherPortGatewayOrProxyIsNoRoute() {
    RouteFixture fixture =
        match(
            "[{port: 8080, uri: {prefix: /1}}, {port: 80, uri: {prefix: /2}},"
                + " {gateways: [other], uri: {prefix: /3}}, {gateways: [gw], uri: {prefix: /4}},"
                + " {sourceLabels: {app: x}, uri: {prefix: /5}},"
                + " {sourceLabels: {istio: ingressgateway}, uri: {prefix: /6}},"
                + " {sourceNamespace: default, uri: {prefix: /7}}]");

    assertThat(fixture.routes())
        .extracting(r -> r.getMatch().getPrefix())
        .containsExactly("/2", "/4", "/6");
  }

  @Test
  void matchesAfterOneThatTakesAllAreCut() {
    RouteFixture fixture = match("[{uri: {prefix: /a}}, {uri: {prefix: /}}, {uri: {prefix: /b}}]");

    assertThat(fixture.routes())
        .extracting(r -> r.getMatch().getPrefix())
        .containsExactly("/a", "/");
  }

  @Test
  void expressionThatEnvoyWouldRefuseLeavesOutItsEntryAlone() {
    RouteFixture fixture =
        match("[{uri: {regex: '/(?=a)'}}, {headers: {x-a: {regex: '['}}}, {uri: {prefix: /ok}}]");

    assertThat(fixture.routes()).extracting(r -> r.getMatch().getPrefix()).containsExactly("/ok");
    assertThat(fixture.diagnostics())
        .extracting(d -> d.code().id() + " " + d.field())
        .containsExactly(
            "IST0106 spec.http[0].match[0].uri", "IST0106 spec.http[0].match[1].headers.x-a");
  }
}
