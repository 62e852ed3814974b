package dev.ostia.translator.listener;

import static dev.ostia.translator.ListenerFixture.SERVICES;
import static dev.ostia.translator.ListenerFixture.gateway;
import static dev.ostia.translator.ListenerFixture.olderOrYounger;
import static dev.ostia.translator.ListenerFixture.virtualService;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.ListenerFixture;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.TestObjects;
import dev.ostia.translator.Translation;
import dev.ostia.translator.Translator;
import dev.ostia.translator.config.Proxy;
import org.junit.jupiter.api.Test;

/** HTTPS servers: one filter chain each, told apart by server name. */
class HttpsServersTest {

  private static String https(String name, String hosts, String tls) {
    return "{port: {number: 443, name: %s, protocol: HTTPS}, hosts: [%s], tls: {%s}}"
        .formatted(name, hosts, tls);
  }

  private static final String A = https("a", "a.com", "mode: SIMPLE, credentialName: a");
  private static final String ANY_B =
      https("b", "'*.b.com', b.com", "mode: SIMPLE, credentialName: b");

  @Test
  void eachServerHasItsChainAndRouteConfiguration() {
    ListenerFixture made =
        ListenerFixture.of(
            gateway(A, ANY_B)
                + virtualService(
                    "v",
                    """
                    hosts: [a.com]
                    http: [{route: [{destination: {host: a, port: {number: 9000}}}]}]
                    """)
                + SERVICES);

    assertThat(made.listener().getName()).isEqualTo("0.0.0.0_443");
    assertThat(made.serverNames()).containsExactly("a.com", "*.b.com b.com");
    assertThat(made.http(0).getRds().getRouteConfigName()).isEqualTo("https.443.a.gw.default");
    assertThat(made.http(1).getRds().getRouteConfigName()).isEqualTo("https.443.b.gw.default");
    assertThat(made.http(0).getStatPrefix()).isEqualTo("outbound_0.0.0.0_443;");
    assertThat(made.translation().resources(ResourceType.ROUTE).keySet())
        .containsExactly("https.443.a.gw.default", "https.443.b.gw.default");
    assertThat(made.translation().virtualHosts("https.443.a.gw.default"))
        .extracting(host -> host.virtualHost().getName())
        .containsExactly("a.com:443");
    assertThat(made.translation().virtualHosts("https.443.b.gw.default")).isEmpty();
    assertThat(made.listener().getListenerFilters(0).getName())
        .isEqualTo("envoy.filters.listener.tls_inspector");
  }

  @Test
  void serverNameIsTheStatPrefixAndBindIsInTheRouteName() {
    ListenerFixture made =
        ListenerFixture.of(
            gateway(
                "{name: shop, bind: 127.0.0.3, port: {number: 443, name: a, protocol: HTTPS},"
                    + " hosts: ['*'], tls: {mode: SIMPLE, credentialName: a}}"));

    assertThat(made.http(0).getStatPrefix()).isEqualTo("shop");
    assertThat(made.http(0).getRds().getRouteConfigName())
        .isEqualTo("https.443.a.gw.default.127.0.0.3");
    assertThat(made.chains().getFirst().hasFilterChainMatch()).isFalse();
  }

  @Test
  void hostThatAnOlderGatewayHasDropsTheServer() {
    ListenerFixture made =
        ListenerFixture.of(
            olderOrYounger("old", "2024-01-01T00:00:00Z", A)
                + olderOrYounger(
                    "young",
                    "2024-02-01T00:00:00Z",
                    https("x", "'default/a.com', x.com", "mode: SIMPLE, credentialName: x"),
                    https("y", "y.com", "mode: SIMPLE, credentialName: y")));

    assertThat(made.serverNames()).containsExactly("a.com", "y.com");
    assertThat(made.translation().resources(ResourceType.ROUTE))
        .doesNotContainKey("https.443.x.young.default");
    assertThat(made.said("Gateway default/young"))
        .contains(
            "error IST0145 Gateway default/young spec.servers[0].hosts: host a.com on port 443 of"
                + " 0.0.0.0 is taken by Gateway default/old (spec.servers[0]), which is older; this"
                + " server is dropped. Serve the host in one of the two only, or give one another"
                + " port");
  }

  @Test
  void istioMutualIsLeftOutAndTheRestGoesOn() {
    ListenerFixture made =
        ListenerFixture.of(gateway(https("m", "m.com", "mode: ISTIO_MUTUAL"), A));

    assertThat(made.serverNames()).containsExactly("a.com");
    assertThat(made.said("Gateway default/gw").getFirst())
        .startsWith("warning OST010 Gateway default/gw spec.servers[0].tls.mode: ISTIO_MUTUAL");
  }

  @Test
  void tlsWithoutModePassesThroughWithAWordOfWhatIsMeant() {
    ListenerFixture made = ListenerFixture.of(gateway(https("a", "a.com", "credentialName: a")));

    assertThat(made.translation().resources(ResourceType.LISTENER)).isEmpty();
    assertThat(made.said("Gateway default/gw"))
        .contains(
            "warning OST012 Gateway default/gw spec.servers[0].tls: tls has no mode, which means"
                + " PASSTHROUGH: TLS does not end at the gateway, and credentialName has no effect."
                + " Most likely mode: SIMPLE is meant");
  }

  @Test
  void faultyServerTakesNoConnectionAndNoWildcardGetsThem() {
    ListenerFixture made =
        ListenerFixture.of(
            gateway(
                https(
                    "a",
                    "a.b.com",
                    "mode: MUTUAL, credentialName: a, verifyCertificateSpki: [nonsense]"),
                ANY_B));

    assertThat(made.serverNames()).containsExactly("a.b.com", "*.b.com b.com");
    assertThat(made.chains().getFirst().hasTransportSocket()).isFalse();
    assertThat(made.tcp(0).getCluster()).isEqualTo("BlackHoleCluster");
    assertThat(made.said("Gateway default/gw").getFirst())
        .startsWith(
            "error IST0106 Gateway default/gw spec.servers[0].tls.verifyCertificateSpki[0]:"
                + " \"nonsense\" is not a SHA-256 as base64, so the server takes no connection");
  }

  @Test
  void anotherRouteChangesNeitherListenerNorOtherRouteConfigurations() {
    Translator translator = new Translator(Proxy.defaultIngressGateway());
    String gateways = gateway(A, ANY_B);
    var before = TestObjects.view(gateways + routeOf("a") + SERVICES);
    Translation first = translator.translate(before);
    Translation second = translator.translate(TestObjects.view(gateways + routeOf("b") + SERVICES));

    assertThat(second.resources(ResourceType.LISTENER).get("0.0.0.0_443"))
        .isSameAs(first.resources(ResourceType.LISTENER).get("0.0.0.0_443"));
    assertThat(second.resources(ResourceType.ROUTE).get("https.443.b.gw.default"))
        .isSameAs(first.resources(ResourceType.ROUTE).get("https.443.b.gw.default"));
    assertThat(second.resources(ResourceType.ROUTE).get("https.443.a.gw.default"))
        .isNotEqualTo(first.resources(ResourceType.ROUTE).get("https.443.a.gw.default"));
  }

  private static String routeOf(String service) {
    return virtualService(
        "v",
        """
        hosts: [a.com]
        http: [{route: [{destination: {host: %s, port: {number: 9000}}}]}]
        """
            .formatted(service));
  }
}
