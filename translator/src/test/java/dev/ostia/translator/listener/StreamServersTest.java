package dev.ostia.translator.listener;

import static dev.ostia.translator.ListenerFixture.SERVICES;
import static dev.ostia.translator.ListenerFixture.gateway;
import static dev.ostia.translator.ListenerFixture.virtualService;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.ListenerFixture;
import dev.ostia.translator.ResourceType;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.WeightedCluster.ClusterWeight;
import org.junit.jupiter.api.Test;

/** Servers that pass connections on: TCP, TLS that ends here, TLS that goes on by server name. */
class StreamServersTest {

  private static final String A = "outbound|9000||a.default.svc.cluster.local";
  private static final String B = "outbound|9000||b.default.svc.cluster.local";
  private static final String TCP =
      "{port: {number: 31400, name: tcp, protocol: TCP}, hosts: ['*']}";
  private static final String PASSTHROUGH =
      "{port: {number: 443, name: tls, protocol: TLS}, hosts: ['*.x.com'], tls: {mode:"
          + " PASSTHROUGH}}";

  private static final String AUTO =
      "{port: {number: 15443, name: tls, protocol: TLS}, hosts: ['%s'], tls: {mode:"
          + " AUTO_PASSTHROUGH}}";

  private static String to(String host) {
    return "route: [{destination: {host: %s, port: {number: 9000}}}]".formatted(host);
  }

  private static ListenerFixture made(String server, String... virtualServices) {
    return ListenerFixture.of(gateway(server) + String.join("", virtualServices) + SERVICES);
  }

  @Test
  void tcpRuleLeadsToItsCluster() {
    ListenerFixture made =
        made(TCP, virtualService("v", "hosts: ['*']\ntcp: [{%s}]".formatted(to("a"))));

    assertThat(made.listener().getName()).isEqualTo("0.0.0.0_31400");
    assertThat(made.listener().getListenerFiltersList()).isEmpty();
    assertThat(made.tcp(0).getCluster()).isEqualTo(A);
    assertThat(made.tcp(0).getStatPrefix()).isEqualTo(A);
    assertThat(made.chains().getFirst().hasFilterChainMatch()).isFalse();
    assertThat(made.translation().resources(ResourceType.CLUSTER)).containsOnlyKeys(A);
    assertThat(made.translation().origins(ResourceType.LISTENER, "0.0.0.0_31400"))
        .extracting(Object::toString)
        .containsExactlyInAnyOrder("Gateway default/gw", "VirtualService default/v");
  }

  @Test
  void weightsShareAndZeroGetsNothing() {
    ListenerFixture made =
        made(
            TCP,
            virtualService(
                "v",
                """
                hosts: ['*']
                tcp:
                - route:
                  - {destination: {host: a}, weight: 80}
                  - {destination: {host: b}, weight: 20}
                  - {destination: {host: c}, weight: 0}
                """));

    assertThat(made.tcp(0).getStatPrefix()).isEqualTo("v.default");
    assertThat(made.tcp(0).getWeightedClusters().getClustersList())
        .containsExactly(
            ClusterWeight.newBuilder().setName(A).setWeight(80).build(),
            ClusterWeight.newBuilder().setName(B).setWeight(20).build());
  }

  @Test
  void firstRuleThatFitsTakesAll() {
    ListenerFixture made =
        made(
            TCP,
            virtualService(
                "v",
                """
                hosts: ['*']
                tcp:
                - {match: [{port: 1}], %s}
                - {match: [{gateways: [other]}], %s}
                - {match: [{port: 31400, gateways: [gw]}], %s}
                - {%s}
                """
                    .formatted(to("b"), to("b"), to("a"), to("b"))));

    assertThat(made.chains()).hasSize(1);
    assertThat(made.tcp(0).getCluster()).isEqualTo(A);
    assertThat(made.said("VirtualService default/v"))
        .anySatisfy(line -> assertThat(line).contains("spec.tcp[0]: no Gateway that it names has"))
        .anySatisfy(line -> assertThat(line).contains("spec.tcp[1]: no Gateway that it names has"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "spec.tcp[3]: all connections to port 31400 of Gateway default/gw go to"
                            + " VirtualService default/v (spec.tcp[2]), which comes first"))
        .hasSize(3);
  }

  @Test
  void missingSubsetKeepsItsClusterNameSoThatConnectionsAreClosed() {
    ListenerFixture made =
        made(
            TCP,
            virtualService(
                "v", "hosts: ['*']\ntcp: [{route: [{destination: {host: a, subset: v9}}]}]"));

    assertThat(made.tcp(0).getCluster()).isEqualTo("outbound|9000|v9|a.default.svc.cluster.local");
    assertThat(made.translation().resources(ResourceType.CLUSTER)).isEmpty();
    assertThat(made.said("VirtualService default/v"))
        .singleElement()
        .asString()
        .contains("spec.tcp[0].route[0].destination.subset", "connections are closed at once");
  }

  @Test
  void portWithoutRuleDoesNotOpen() {
    ListenerFixture made = made(TCP);

    assertThat(made.translation().resources(ResourceType.LISTENER)).isEmpty();
    assertThat(made.said("Gateway default/gw"))
        .singleElement()
        .asString()
        .contains("spec.servers[0]: no tcp rule of a VirtualService leads on from this TCP server");
  }

  @Test
  void subnetsAreNotSeenByAGateway() {
    ListenerFixture made =
        made(
            TCP,
            virtualService(
                "v",
                "hosts: ['*']\ntcp: [{match: [{sourceSubnet: 10.0.0.0/8, destinationSubnets:"
                    + " [10.1.0.0/16]}], %s}]".formatted(to("a"))));

    assertThat(made.tcp(0).getCluster()).isEqualTo(A);
    assertThat(made.said("VirtualService default/v"))
        .anySatisfy(
            l -> assertThat(l).contains("OST010", "spec.tcp[0].match[0].destinationSubnets"))
        .anySatisfy(l -> assertThat(l).contains("OST010", "spec.tcp[0].match[0].sourceSubnet"));
  }

  @Test
  void limitsOfTheDestinationRuleAreOnTheProxy() {
    ListenerFixture made =
        made(
            TCP,
            virtualService("v", "hosts: ['*']\ntcp: [{%s}]".formatted(to("a"))),
            """
            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: d}
            spec:
              host: a
              trafficPolicy:
                connectionPool: {tcp: {idleTimeout: 30s, maxConnectionDuration: 1h}}
                loadBalancer: {consistentHash: {useSourceIp: true}}
            """);

    assertThat(made.tcp(0).getIdleTimeout().getSeconds()).isEqualTo(30);
    assertThat(made.tcp(0).getMaxDownstreamConnectionDuration().getSeconds()).isEqualTo(3600);
    assertThat(made.tcp(0).getHashPolicy(0).hasSourceIp()).isTrue();
  }

  @Test
  void tlsThatEndsHereGoesOnByTcpRules() {
    ListenerFixture made =
        made(
            "{port: {number: 9443, name: t, protocol: TLS}, hosts: [b.x.com, a.x.com], tls: {mode:"
                + " SIMPLE, credentialName: c}}",
            virtualService("v", "hosts: [a.x.com]\ntcp: [{%s}]".formatted(to("a"))));

    assertThat(made.serverNames()).containsExactly("a.x.com b.x.com");
    assertThat(made.tls(0).getCommonTlsContext().getTlsCertificateSdsSecretConfigs(0).getName())
        .isEqualTo("kubernetes://c");
    assertThat(made.tcp(0).getCluster()).isEqualTo(A);
  }

  @Test
  void passthroughHasOneChainPerMatchWithItsSniHosts() {
    ListenerFixture made =
        made(
            PASSTHROUGH,
            virtualService(
                "v",
                """
                hosts: ['*.x.com']
                tls:
                - {match: [{port: 443, sniHosts: [b.x.com, A.x.com]}, {sniHosts: [c.x.com]}], %s}
                - {match: [{sniHosts: ['*.x.com']}], %s}
                """
                    .formatted(to("a"), to("b"))));

    assertThat(made.serverNames()).containsExactly("a.x.com b.x.com", "c.x.com", "*.x.com");
    assertThat(made.tcp(0).getCluster()).isEqualTo(A);
    assertThat(made.tcp(1).getCluster()).isEqualTo(A);
    assertThat(made.tcp(2).getCluster()).isEqualTo(B);
    assertThat(made.chains()).noneMatch(chain -> chain.hasTransportSocket());
    assertThat(made.listener().getListenerFilters(0).getName())
        .isEqualTo("envoy.filters.listener.tls_inspector");
  }

  @Test
  void sniHostThatIsTakenDropsTheMatch() {
    ListenerFixture made =
        ListenerFixture.of(
            gateway(
                    PASSTHROUGH,
                    "{port: {number: 443, name: web, protocol: HTTPS}, hosts: [web.x.com], tls:"
                        + " {mode: SIMPLE, credentialName: c}}")
                + virtualService(
                    "a",
                    "hosts: ['*.x.com']\ntls: [{match: [{sniHosts: [a.x.com]}], %s}]"
                        .formatted(to("a")))
                + virtualService(
                    "b",
                    """
                    hosts: ['*.x.com']
                    tls:
                    - {match: [{sniHosts: [a.x.com, b.x.com]}, {sniHosts: [web.x.com]}], %s}
                    """
                        .formatted(to("b")))
                + SERVICES);

    assertThat(made.serverNames()).containsExactly("a.x.com", "web.x.com");
    assertThat(made.said("VirtualService default/b"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "spec.tls[0].match[0].sniHosts: a.x.com on port 443 leads to VirtualService"
                            + " default/a (spec.tls[0].match[0]), which comes first"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "spec.tls[0].match[1].sniHosts: web.x.com on port 443 leads to Gateway"
                            + " default/gw (spec.servers[1])"));
  }

  @Test
  void httpRulesSayThatNoServerSpeaksHttp() {
    ListenerFixture made =
        made(PASSTHROUGH, virtualService("v", "hosts: [a.x.com]\nhttp: [{%s}]".formatted(to("a"))));

    assertThat(made.said("VirtualService default/v"))
        .singleElement()
        .asString()
        .startsWith("warning OST012 VirtualService default/v spec.http: no server of default/gw");
  }

  @Test
  void autoPassthroughLeadsToEachPortOfTheServicesOfItsHosts() {
    ListenerFixture made = made(AUTO.formatted("*.local"));

    assertThat(made.serverNames())
        .containsExactly(
            "outbound_.9000_._.a.default.svc.cluster.local",
            "outbound_.9000_._.b.default.svc.cluster.local");
    assertThat(made.said("Gateway default/gw")).isEmpty();
  }

  @Test
  void autoPassthroughWithHostsOfNoServiceIsNotThere() {
    ListenerFixture made = made(AUTO.formatted("*.example.com"));

    assertThat(made.translation().resources(ResourceType.LISTENER)).isEmpty();
    assertThat(made.said("Gateway default/gw"))
        .singleElement()
        .asString()
        .startsWith(
            "warning OST012 Gateway default/gw spec.servers[0].hosts: no service of the mesh");
  }
}
