package dev.ostia.translator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import dev.ostia.translator.TestObjects;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.resolve.ResolvedDestination;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers.Thresholds;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrafficPolicyTest {

  private static final String ECHO =
      """
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: {name: echo}
      spec:
        hosts: [echo.default.svc.cluster.local]
        ports:
        - {number: 8000, name: http, protocol: HTTP}
        - {number: 8001, name: http-two, protocol: HTTP}
        resolution: STATIC
        endpoints:
        - {address: 10.0.0.2, labels: {version: v1}}
        - {address: 10.0.0.3, labels: {version: v2}}
      """;

  private static ConfigView view(String spec) {
    return TestObjects.view(
        ECHO
            + """
            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: d}
            spec:
              host: echo
            """
            + spec.indent(2));
  }

  private static Cluster cluster(ConfigView view, String port, String subset) {
    String name = "outbound|" + port + "|" + subset + "|echo.default.svc.cluster.local";
    return (Cluster) Objects.requireNonNull(translate(view, name).clusters().get(name));
  }

  private static ClusterResources translate(ConfigView view, String... names) {
    return new ClusterTranslator(Proxy.defaultIngressGateway()).translate(view, Set.of(names));
  }

  private static HttpProtocolOptions http(Cluster cluster) throws Exception {
    Any options =
        cluster.getTypedExtensionProtocolOptionsOrThrow(
            "envoy.extensions.upstreams.http.v3.HttpProtocolOptions");
    return options.unpack(HttpProtocolOptions.class);
  }

  @Test
  void choosesEndpointsByTheSimplePolicy() {
    ConfigView view = view("trafficPolicy: {loadBalancer: {simple: ROUND_ROBIN}}");
    assertThat(cluster(view, "8000", "").getLbPolicy()).isEqualTo(LbPolicy.ROUND_ROBIN);
  }

  @Test
  void limitsConnectionsAndTakesZeroForUnlimited() throws Exception {
    ConfigView view =
        view(
            """
            trafficPolicy:
              connectionPool:
                tcp: {maxConnections: 7, connectTimeout: 1.5s}
                http:
                  http1MaxPendingRequests: 0
                  http2MaxRequests: 9
                  maxRequestsPerConnection: 1
                  idleTimeout: 1m
            """);
    Cluster cluster = cluster(view, "8000", "");
    Thresholds limits = cluster.getCircuitBreakers().getThresholds(0);
    assertThat(limits.getMaxConnections().getValue()).isEqualTo(7);
    assertThat(limits.getMaxRequests().getValue()).isEqualTo(9);
    assertThat(Integer.toUnsignedString(limits.getMaxPendingRequests().getValue()))
        .isEqualTo("4294967295");
    assertThat(cluster.getConnectTimeout().getSeconds()).isEqualTo(1);
    assertThat(cluster.getConnectTimeout().getNanos()).isEqualTo(500_000_000);
    HttpProtocolOptions http = http(cluster);
    assertThat(http.getCommonHttpProtocolOptions().getMaxRequestsPerConnection().getValue())
        .isEqualTo(1);
    assertThat(http.getCommonHttpProtocolOptions().getIdleTimeout().getSeconds()).isEqualTo(60);
    assertThat(http.getExplicitHttpConfig().hasHttpProtocolOptions()).isTrue();
  }

  @Test
  void anEmptyOutlierDetectionIsOnWithoutSuccessRates() {
    Cluster cluster = cluster(view("trafficPolicy: {outlierDetection: {}}"), "8000", "");
    assertThat(cluster.hasOutlierDetection()).isTrue();
    assertThat(cluster.getOutlierDetection().hasEnforcingSuccessRate()).isTrue();
    assertThat(cluster.getOutlierDetection().getEnforcingSuccessRate().getValue()).isZero();
    assertThat(cluster.getOutlierDetection().hasConsecutive5Xx()).isFalse();
  }

  @Test
  void zeroConsecutiveErrorsTurnTheRuleOff() {
    Cluster cluster =
        cluster(view("trafficPolicy: {outlierDetection: {consecutive5xxErrors: 0}}"), "8000", "");
    assertThat(cluster.getOutlierDetection().hasEnforcingConsecutive5Xx()).isTrue();
    assertThat(cluster.getOutlierDetection().getEnforcingConsecutive5Xx().getValue()).isZero();
  }

  @Test
  void thePolicyOfAPortReplacesTheWholeOfItsLevel() {
    ConfigView view =
        view(
            """
            trafficPolicy:
              loadBalancer: {simple: RANDOM}
              connectionPool: {tcp: {maxConnections: 3}}
              portLevelSettings:
              - port: {number: 8001}
                connectionPool: {http: {http2MaxRequests: 5}}
            """);
    Cluster other = cluster(view, "8000", "");
    assertThat(other.getLbPolicy()).isEqualTo(LbPolicy.RANDOM);
    Cluster port = cluster(view, "8001", "");
    assertThat(port.getLbPolicy()).isEqualTo(LbPolicy.LEAST_REQUEST);
    Thresholds limits = port.getCircuitBreakers().getThresholds(0);
    assertThat(limits.getMaxRequests().getValue()).isEqualTo(5);
    assertThat(Integer.toUnsignedString(limits.getMaxConnections().getValue()))
        .isEqualTo("4294967295");
  }

  @Test
  void aSubsetReplacesBlockByBlockAndItsPortsWholesale() {
    ConfigView view =
        view(
            """
            trafficPolicy:
              loadBalancer: {simple: RANDOM}
              connectionPool: {tcp: {maxConnections: 3}}
            subsets:
            - name: v1
              labels: {version: v1}
              trafficPolicy:
                connectionPool: {tcp: {maxConnections: 4}}
                portLevelSettings:
                - port: {number: 8001}
                  outlierDetection: {}
            """);
    Cluster subset = cluster(view, "8000", "v1");
    assertThat(subset.getLbPolicy()).isEqualTo(LbPolicy.RANDOM);
    assertThat(subset.getCircuitBreakers().getThresholds(0).getMaxConnections().getValue())
        .isEqualTo(4);
    Cluster port = cluster(view, "8001", "v1");
    assertThat(port.getLbPolicy()).isEqualTo(LbPolicy.LEAST_REQUEST);
    assertThat(port.hasOutlierDetection()).isTrue();
  }

  @Test
  void aConsistentHashIsOnTheClusterAndOnTheDestination() {
    ConfigView view =
        view(
            """
            trafficPolicy:
              loadBalancer:
                consistentHash:
                  httpCookie: {name: sess, ttl: 60s, path: /}
            """);
    Cluster cluster = cluster(view, "8000", "");
    assertThat(cluster.getLbPolicy()).isEqualTo(LbPolicy.RING_HASH);
    assertThat(cluster.getRingHashLbConfig().getMinimumRingSize().getValue()).isEqualTo(1024);
    ResolvedDestination destination =
        new ClusterTranslator(Proxy.defaultIngressGateway())
            .destinations(view)
            .resolve("default", "echo", OptionalInt.of(8000), "", 8080);
    assertThat(destination.hashPolicies())
        .singleElement()
        .satisfies(
            policy -> {
              assertThat(policy.getCookie().getName()).isEqualTo("sess");
              assertThat(policy.getCookie().getPath()).isEqualTo("/");
              assertThat(policy.getCookie().getTtl().getSeconds()).isEqualTo(60);
            });
  }

  @Test
  void readsTheSizesOfRingAndTable() {
    ConfigView ring =
        view(
            """
            trafficPolicy:
              loadBalancer:
                consistentHash: {httpHeaderName: x-u, ringHash: {minimumRingSize: 2048}}
            """);
    assertThat(cluster(ring, "8000", "").getRingHashLbConfig().getMinimumRingSize().getValue())
        .isEqualTo(2048);
    ConfigView maglev =
        view(
            """
            trafficPolicy:
              loadBalancer:
                consistentHash: {httpQueryParameterName: user, maglev: {tableSize: 65537}}
            """);
    assertThat(cluster(maglev, "8000", "").getLbPolicy()).isEqualTo(LbPolicy.MAGLEV);
    assertThat(cluster(maglev, "8000", "").getMaglevLbConfig().getTableSize().getValue())
        .isEqualTo(65537);
  }

  @Test
  void simpleTlsTakesTheNameFromTheRequestAndVerifiesIt() throws Exception {
    Cluster cluster =
        cluster(
            view("trafficPolicy: {tls: {mode: SIMPLE, caCertificates: /etc/ca.pem}}"), "8000", "");
    UpstreamTlsContext tls =
        cluster.getTransportSocket().getTypedConfig().unpack(UpstreamTlsContext.class);
    assertThat(tls.getSni()).isEmpty();
    assertThat(tls.getCommonTlsContext().getValidationContext().getTrustedCa().getFilename())
        .isEqualTo("/etc/ca.pem");
    assertThat(http(cluster).getUpstreamHttpProtocolOptions().getAutoSni()).isTrue();
    assertThat(http(cluster).getUpstreamHttpProtocolOptions().getAutoSanValidation()).isTrue();
  }

  @Test
  void insecureSkipVerifyChecksNothing() throws Exception {
    Cluster cluster =
        cluster(
            view("trafficPolicy: {tls: {mode: SIMPLE, sni: my.sni.org, insecureSkipVerify: true}}"),
            "8000",
            "");
    UpstreamTlsContext tls =
        cluster.getTransportSocket().getTypedConfig().unpack(UpstreamTlsContext.class);
    assertThat(tls.getSni()).isEqualTo("my.sni.org");
    assertThat(tls.getCommonTlsContext().getValidationContext().hasTrustedCa()).isFalse();
    assertThat(cluster.getTypedExtensionProtocolOptionsMap()).isEmpty();
  }

  @Test
  void tlsThatCannotBeGivenSendsNothingAtAll() {
    ConfigView view = view("trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}");
    String name = "outbound|8000||echo.default.svc.cluster.local";
    ClusterResources resources = translate(view, name);
    assertThat(resources.assignments().get(name))
        .isEqualTo(ClusterLoadAssignment.newBuilder().setClusterName(name).build());
    assertThat(resources.diagnostics())
        .extracting(d -> d.code().id() + " " + d.object() + " " + d.field())
        .containsExactly("OST010 DestinationRule default/d spec.trafficPolicy.tls");
  }

  @Test
  void namesEveryFieldThatIsNotHonoured() {
    ConfigView view =
        view(
            """
            trafficPolicy:
              loadBalancer:
                simple: PASSTHROUGH
                warmupDurationSecs: 10s
                localityLbSetting: {failover: [{from: a, to: b}]}
              portLevelSettings:
              - port: {number: 8001}
                outlierDetection: {consecutiveErrors: 3}
            """);
    assertThat(translate(view).diagnostics())
        .extracting(d -> d.code().id() + " " + d.field())
        .containsExactly(
            "OST010 spec.trafficPolicy.loadBalancer.localityLbSetting.failover",
            "OST010 spec.trafficPolicy.loadBalancer.simple",
            "OST010 spec.trafficPolicy.portLevelSettings[0].outlierDetection.consecutiveErrors");
  }
}
