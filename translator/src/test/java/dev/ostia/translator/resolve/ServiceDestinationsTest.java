package dev.ostia.translator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.TestObjects;
import dev.ostia.translator.cluster.ClusterTranslator;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.resolve.ResolvedDestination.Outcome;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ServiceDestinationsTest {

  private static final Proxy GATEWAY = Proxy.defaultIngressGateway();

  private static ResolvedDestination resolve(
      String yaml, String namespace, String host, int port, String subset) {
    return resolve(GATEWAY, yaml, namespace, host, port, subset);
  }

  private static ResolvedDestination resolve(
      Proxy proxy, String yaml, String namespace, String host, int port, String subset) {
    ConfigView view = TestObjects.view(yaml);
    return new ClusterTranslator(proxy)
        .destinations(view)
        .resolve(
            namespace, host, port == 0 ? OptionalInt.empty() : OptionalInt.of(port), subset, 8080);
  }

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: shop}
      spec: {ports: [{name: http, port: 80}]}
      """;

  @Test
  void aNameWithoutADotIsOfTheNamespaceThatNamesIt() {
    assertThat(resolve(SERVICE, "shop", "web", 80, ""))
        .isEqualTo(
            new ResolvedDestination("outbound|80||web.shop.svc.cluster.local", Outcome.FOUND, ""));
    assertThat(resolve(SERVICE, "default", "web", 80, ""))
        .isEqualTo(
            new ResolvedDestination(
                "outbound|80||web.default.svc.cluster.local",
                Outcome.NO_SUCH_HOST,
                "web.default.svc.cluster.local"));
  }

  @Test
  void aNameWithADotIsTakenAsItIs() {
    assertThat(resolve(SERVICE, "shop", "web.shop", 80, "").outcome())
        .isEqualTo(Outcome.NO_SUCH_HOST);
    assertThat(resolve(SERVICE, "x", "web.shop.svc.cluster.local", 80, "").outcome())
        .isEqualTo(Outcome.FOUND);
  }

  @Test
  void theOnlyPortCountsWhereNoneIsNamed() {
    assertThat(resolve(SERVICE, "shop", "web", 0, "").clusterName())
        .isEqualTo("outbound|80||web.shop.svc.cluster.local");
  }

  @Test
  void thePortOfTheServerCountsWhereThereAreSeveral() {
    String yaml =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec: {ports: [{name: http, port: 80}, {name: admin, port: 81}]}
        """;
    assertThat(resolve(yaml, "shop", "web", 0, ""))
        .isEqualTo(
            new ResolvedDestination(
                "outbound|8080||web.shop.svc.cluster.local", Outcome.NO_SUCH_PORT, "80, 81"));
  }

  @Test
  void aDestinationPortIsTheServicePortNeverTheTargetPort() {
    String yaml =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec: {ports: [{name: http, port: 80, targetPort: 9080}]}
        """;
    assertThat(resolve(yaml, "shop", "web", 9080, "").outcome()).isEqualTo(Outcome.NO_SUCH_PORT);
  }

  @Test
  void anExternalNameIsAnotherNameOfAServiceEntry() {
    String alias =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: ext, namespace: shop}
        spec: {type: ExternalName, externalName: api.example.org, ports: [{port: 80}]}
        """;
    assertThat(resolve(alias, "shop", "ext", 0, "").outcome()).isEqualTo(Outcome.NO_SUCH_HOST);
    String entry =
        """
        ---
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: api}
        spec:
          hosts: [api.example.org]
          ports: [{number: 80, name: http, protocol: HTTP}]
          resolution: DNS
        """;
    assertThat(resolve(alias + entry, "shop", "ext", 0, ""))
        .isEqualTo(new ResolvedDestination("outbound|80||api.example.org", Outcome.FOUND, ""));
  }

  @Test
  void aServiceIsHiddenFromNamespacesThatItIsNotExportedTo() {
    String yaml =
        """
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          namespace: shop
          annotations: {networking.istio.io/exportTo: "."}
        spec: {ports: [{name: http, port: 80}]}
        """;
    assertThat(resolve(yaml, "shop", "web", 80, "").outcome()).isEqualTo(Outcome.NO_SUCH_HOST);
    Proxy own = new Proxy("shop", GATEWAY.labels(), GATEWAY.locality());
    assertThat(resolve(own, yaml, "shop", "web", 80, "").outcome()).isEqualTo(Outcome.FOUND);
  }

  @Test
  void aKubernetesServiceBeatsAnOlderServiceEntry() {
    String yaml =
        """
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: squatter, creationTimestamp: "2020-01-01T00:00:00Z"}
        spec:
          hosts: [web.shop.svc.cluster.local]
          ports: [{number: 99, name: http, protocol: HTTP}]
          resolution: STATIC
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop, creationTimestamp: "2024-01-01T00:00:00Z"}
        spec: {ports: [{name: http, port: 80}]}
        """;
    assertThat(resolve(yaml, "shop", "web", 99, ""))
        .isEqualTo(
            new ResolvedDestination(
                "outbound|99||web.shop.svc.cluster.local", Outcome.NO_SUCH_PORT, "80"));
  }

  private static String rule(String name, String namespace, String host, String more) {
    return """
    ---
    apiVersion: networking.istio.io/v1
    kind: DestinationRule
    metadata: {name: %s, namespace: %s}
    spec:
      host: "%s"
      subsets: [{name: %s, labels: {version: v1}}]
    """
            .formatted(name, namespace, host, name)
        + more.indent(2);
  }

  private static final String WEB = "web.shop.svc.cluster.local";

  @Test
  void aRuleOfTheNamespaceOfAVirtualServiceIsNotLookedAt() {
    ResolvedDestination found =
        resolve(SERVICE + rule("mine", "routes", WEB, ""), "routes", WEB, 80, "mine");
    assertThat(found.outcome()).isEqualTo(Outcome.NO_SUCH_SUBSET);
  }

  @Test
  void aRuleOfTheServicesNamespaceComesBeforeThatOfTheRoot() {
    String both = SERVICE + rule("root", "istio-system", WEB, "") + rule("own", "shop", WEB, "");
    assertThat(resolve(both, "shop", "web", 80, "own").outcome()).isEqualTo(Outcome.FOUND);
    assertThat(resolve(both, "shop", "web", 80, "root"))
        .isEqualTo(
            new ResolvedDestination(
                "outbound|80|root|web.shop.svc.cluster.local", Outcome.NO_SUCH_SUBSET, "own"));
    String root = SERVICE + rule("root", "istio-system", "*.svc.cluster.local", "");
    assertThat(resolve(root, "shop", "web", 80, "root").outcome()).isEqualTo(Outcome.FOUND);
  }

  @Test
  void aPrivateRuleOfTheRootComesFirstForAGatewayThere() {
    String both =
        SERVICE
            + rule("hidden", "istio-system", "*", "exportTo: [\".\"]")
            + rule("own", "shop", WEB, "");
    assertThat(resolve(both, "shop", "web", 80, "hidden").outcome()).isEqualTo(Outcome.FOUND);
    assertThat(resolve(both, "shop", "web", 80, "own").outcome()).isEqualTo(Outcome.NO_SUCH_SUBSET);
  }

  @Test
  void anyRuleOfTheProxysNamespaceComesFirstOutsideTheRoot() {
    Proxy edge = new Proxy("edge", GATEWAY.labels(), GATEWAY.locality());
    String both = SERVICE + rule("edge", "edge", "*.local", "") + rule("own", "shop", WEB, "");
    assertThat(resolve(edge, both, "shop", "web", 80, "edge").outcome()).isEqualTo(Outcome.FOUND);
  }

  @Test
  void theLongestWildcardWins() {
    String both =
        SERVICE
            + rule("wide", "shop", "*.cluster.local", "")
            + rule("narrow", "shop", "*.shop.svc.cluster.local", "");
    assertThat(resolve(both, "shop", "web", 80, "narrow").outcome()).isEqualTo(Outcome.FOUND);
    assertThat(resolve(both, "shop", "web", 80, "wide").outcome())
        .isEqualTo(Outcome.NO_SUCH_SUBSET);
  }

  @Test
  void subsetsOfRulesForOneHostArePutTogether() {
    String both = SERVICE + rule("a", "shop", "web", "") + rule("b", "shop", WEB, "");
    assertThat(resolve(both, "shop", "web", 80, "a").outcome()).isEqualTo(Outcome.FOUND);
    assertThat(resolve(both, "shop", "web", 80, "b").outcome()).isEqualTo(Outcome.FOUND);
  }

  @Test
  void aRuleForOtherWorkloadsDoesNotConcernTheGateway() {
    Proxy edge = new Proxy("edge", GATEWAY.labels(), GATEWAY.locality());
    String other = "workloadSelector: {matchLabels: {app: other}}";
    String own = "workloadSelector: {matchLabels: {istio: ingressgateway}}";
    assertThat(
            resolve(edge, SERVICE + rule("a", "edge", WEB, other), "shop", "web", 80, "a")
                .outcome())
        .isEqualTo(Outcome.NO_SUCH_SUBSET);
    assertThat(
            resolve(edge, SERVICE + rule("a", "edge", WEB, own), "shop", "web", 80, "a").outcome())
        .isEqualTo(Outcome.FOUND);
  }

  private static final String ENTRY =
      """
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: {name: %s, namespace: %s%s}
      spec:
        hosts: [ext.org]
        ports: [{number: %d, name: http, protocol: HTTP}]
        resolution: STATIC
      ---
      """;

  @Test
  void ofEntriesOfOneHostTheOldestCountsAndThenTheFirstNamespace() {
    // Not the first name: Istio compares namespaces before it, as the services are named by the
    // host.
    String twins = ENTRY.formatted("a", "shop", "", 80) + ENTRY.formatted("b", "default", "", 8080);
    assertThat(resolve(twins, "x", "ext.org", 8080, "").outcome()).isEqualTo(Outcome.FOUND);
    assertThat(resolve(twins, "x", "ext.org", 80, "").outcome()).isEqualTo(Outcome.NO_SUCH_PORT);
    String older =
        ENTRY.formatted("a", "shop", ", creationTimestamp: '2026-01-01T00:00:00Z'", 80)
            + ENTRY.formatted("b", "default", ", creationTimestamp: '2026-01-01T00:00:01Z'", 8080);
    assertThat(resolve(older, "x", "ext.org", 80, "").outcome()).isEqualTo(Outcome.FOUND);
  }
}
