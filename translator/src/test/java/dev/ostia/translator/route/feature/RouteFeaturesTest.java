package dev.ostia.translator.route.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import dev.ostia.translator.RouteFixture;
import dev.ostia.translator.config.DiagnosticCode;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.route.v3.RedirectAction.RedirectResponseCode;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each part of an HTTP rule becomes; the expectations are Istio's. */
class RouteFeaturesTest {

  private static final String TO_A = "route: [{destination: {host: a, port: {number: 8000}}}]\n";

  @Test
  void singleDestinationIgnoresItsWeight() {
    RouteAction action =
        RouteFixture.rule("route: [{weight: 0, destination: {host: a, port: {number: 8000}}}]")
            .route()
            .getRoute();

    assertThat(action.getCluster()).isEqualTo("outbound|8000||a.default.svc.cluster.local");
    assertThat(action.getTimeout().getSeconds()).isZero();
    assertThat(action.hasTimeout()).isTrue();
    assertThat(action.hasRetryPolicy()).isFalse();
  }

  @Test
  void destinationsWithoutWeightGetNothing() {
    RouteAction action =
        RouteFixture.rule(
                """
                route:
                - {weight: 20, destination: {host: a, port: {number: 8000}}}
                - {destination: {host: b, port: {number: 8000}}}
                - {weight: 30, destination: {host: b, port: {number: 8000}}}
                """)
            .route()
            .getRoute();

    assertThat(action.getWeightedClusters().getClustersList())
        .extracting(c -> c.getName() + " " + c.getWeight().getValue())
        .containsExactly(
            "outbound|8000||a.default.svc.cluster.local 20",
            "outbound|8000||b.default.svc.cluster.local 30");
  }

  @Test
  void destinationThatDoesNotExistIsNamedAndTold() {
    RouteFixture fixture =
        RouteFixture.rule("route: [{destination: {host: nothing, port: {number: 8000}}}]");

    assertThat(fixture.route().getRoute().getCluster())
        .isEqualTo("outbound|8000||nothing.default.svc.cluster.local");
    assertThat(fixture.diagnostics())
        .extracting(d -> d.code().id() + " " + d.field())
        .containsExactly("IST0101 spec.http[0].route[0].destination.host");
  }

  @Test
  void retriesAreOnThroughTheVirtualHost() {
    RetryPolicy policy = RouteFixture.rule(TO_A).hosts().getFirst().getRetryPolicy();

    assertThat(policy.getNumRetries().getValue()).isEqualTo(2);
    assertThat(policy.getRetryOn())
        .isEqualTo("connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes");
    assertThat(policy.getHostSelectionRetryMaxAttempts()).isEqualTo(5);
    assertThat(policy.getRetryHostPredicate(0).getName())
        .isEqualTo("envoy.retry_host_predicates.previous_hosts");
  }

  @ParameterizedTest
  @CsvSource({
    "{attempts: 0},                         0, ''",
    "{},                                    0, ''",
    "'{attempts: 3}',                       3,"
        + " 'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes'",
    "'{attempts: 3, retryOn: \"5xx, 503\"}', 3, '5xx,retriable-status-codes'",
  })
  void ownRetriesReplaceTheDefault(String retries, int attempts, String retryOn) {
    RetryPolicy policy =
        RouteFixture.rule(TO_A + "retries: " + retries).route().getRoute().getRetryPolicy();

    assertThat(policy.getNumRetries().getValue()).isEqualTo(attempts);
    assertThat(policy.getRetryOn()).isEqualTo(retryOn);
  }

  @Test
  void statusCodesAmongRetryConditionsAreCodes() {
    RetryPolicy policy =
        RouteFixture.rule(TO_A + "retries: {attempts: 1, retryOn: '503,reset', backoff: 30ms}")
            .route()
            .getRoute()
            .getRetryPolicy();

    assertThat(policy.getRetriableStatusCodesList()).containsExactly(503);
    assertThat(policy.getRetryOn()).isEqualTo("reset,retriable-status-codes");
    assertThat(Durations.toMillis(policy.getRetryBackOff().getBaseInterval())).isEqualTo(30);
  }

  @Test
  void timeoutBoundsGrpcToo() {
    RouteAction action = RouteFixture.rule(TO_A + "timeout: 1.5s").route().getRoute();

    assertThat(Durations.toMillis(action.getTimeout())).isEqualTo(1500);
    assertThat(action.toString()).contains("max_grpc_timeout");
  }

  @Test
  void headersAreSetBeforeTheyAreAdded() {
    Route route =
        RouteFixture.rule(
                TO_A
                    + """
                    headers:
                      request:
                        set: {x-b: "1", x-a: "2", Host: other.com}
                        add: {x-c: "3"}
                        remove: [x-d, host, ":path"]
                      response:
                        remove: [x-e]
                    """)
            .route();

    assertThat(route.getRequestHeadersToAddList())
        .extracting(h -> h.getHeader().getKey())
        .containsExactly("x-a", "x-b", "x-c");
    assertThat(route.getRequestHeadersToAddList())
        .extracting(HeaderValueOption::getAppendAction)
        .containsExactly(
            HeaderValueOption.HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD,
            HeaderValueOption.HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD,
            HeaderValueOption.HeaderAppendAction.APPEND_IF_EXISTS_OR_ADD);
    assertThat(route.getRequestHeadersToRemoveList()).containsExactly("x-d");
    assertThat(route.getResponseHeadersToRemoveList()).containsExactly("x-e");
    assertThat(route.getRoute().getHostRewriteLiteral()).isEqualTo("other.com");
  }

  @Test
  void rewrittenAuthorityBeatsAHostHeader() {
    RouteAction action =
        RouteFixture.rule(
                TO_A
                    + """
                    headers: {request: {set: {host: header.com}}}
                    rewrite: {authority: rewrite.com, uri: /new}
                    """)
            .route()
            .getRoute();

    assertThat(action.getHostRewriteLiteral()).isEqualTo("rewrite.com");
    assertThat(action.getPrefixRewrite()).isEqualTo("/new");
  }

  @Test
  void headerThatEnvoyWouldRefuseIsLeftOutAlone() {
    RouteFixture fixture =
        RouteFixture.rule(TO_A + "headers: {request: {set: {x-a: '100%', x-b: '%PROTOCOL%'}}}");

    assertThat(fixture.route().getRequestHeadersToAddList())
        .extracting(h -> h.getHeader().getKey())
        .containsExactly("x-b");
    assertThat(fixture.diagnostics())
        .extracting(d -> d.code().id() + " " + d.field())
        .containsExactly("IST0106 spec.http[0].headers.request.set.x-a");
  }

  @ParameterizedTest
  @CsvSource({
    "'{uri: /x}',                                      /x, '', 0, ''",
    "'{authority: b.com, port: 80}',                   '', b.com, 0, ''",
    "'{authority: b.com, scheme: https, port: 443}',   '', b.com, 0, https",
    "'{scheme: https, port: 80}',                      '', '', 80, https",
    "'{authority: b.com, port: 8443}',                 '', b.com, 8443, ''",
    "'{scheme: https, derivePort: FROM_REQUEST_PORT}', '', '', 80, https",
  })
  void redirectNamesOnlyWhatChanges(
      String redirect, String path, String host, int port, String scheme) {
    var action = RouteFixture.rule("redirect: " + redirect).route().getRedirect();

    assertThat(action.getPathRedirect()).isEqualTo(path);
    assertThat(action.getHostRedirect()).isEqualTo(host);
    assertThat(action.getPortRedirect()).isEqualTo(port);
    assertThat(action.getSchemeRedirect()).isEqualTo(scheme);
    assertThat(action.getResponseCode()).isEqualTo(RedirectResponseCode.MOVED_PERMANENTLY);
  }

  @Test
  void redirectCanReplaceThePrefix() {
    var action =
        RouteFixture.rule(
                """
                match: [{uri: {prefix: /old}}]
                redirect: {prefixRewrite: /new, redirectCode: 308}
                """)
            .route()
            .getRedirect();

    assertThat(action.getPrefixRewrite()).isEqualTo("/new");
    assertThat(action.getResponseCode()).isEqualTo(RedirectResponseCode.PERMANENT_REDIRECT);
  }

  @Test
  void faultWithoutPercentageStrikesNobody() {
    var fixture =
        RouteFixture.rule(
            TO_A
                + "fault: {delay: {fixedDelay: 7s, percentage: {value: 0.1}}, abort: {httpStatus:"
                + " 500}}");

    assertThat(fixture.route().getTypedPerFilterConfigMap())
        .containsOnlyKeys("envoy.filters.http.fault");
    assertThat(fixture.diagnostics()).isEmpty();
  }

  @Test
  void ruleThatNothingCanBeMadeOfIsLeftOutAlone() {
    RouteFixture fixture =
        RouteFixture.rule(
            "{match: [{uri: {prefix: /bad}}],"
                + " rewrite: {uriRegexRewrite: {match: '(', rewrite: x}},"
                + " route: [{destination: {host: a, port: {number: 8000}}}]}",
            "directResponse: {status: 204}");

    assertThat(fixture.routes()).hasSize(1);
    assertThat(fixture.route().getDirectResponse().getStatus()).isEqualTo(204);
    assertThat(fixture.diagnostics().getFirst().code()).isEqualTo(DiagnosticCode.SCHEMA_VALIDATION);
    assertThat(fixture.diagnostics().getFirst().field())
        .isEqualTo("spec.http[0].rewrite.uriRegexRewrite.match");
  }
}
