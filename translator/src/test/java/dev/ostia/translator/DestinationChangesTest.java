package dev.ostia.translator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Proxy;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What changes behind a destination reaches the routes that lead there, by whatever name. */
class DestinationChangesTest {

  private static final String OBJECTS =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: gw}
      spec:
        servers:
        - port: {number: 80, name: http, protocol: HTTP}
          hosts: ['*']
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: v}
      spec:
        hosts: [a.example.com]
        gateways: [gw]
        http: [{route: [{destination: {host: alias}}]}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: alias}
      spec:
        type: ExternalName
        externalName: real.default.svc.cluster.local
        ports: [{name: http, port: 80}]
      """;

  private static final String REAL =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: real}
      spec: {ports: [{name: http, port: 80}]}
      """;

  private final Translator translator = new Translator(Proxy.defaultIngressGateway());
  private ConfigView view = TestObjects.view(OBJECTS + "---\n" + REAL);

  private static String hashing(String host) {
    return """
    apiVersion: networking.istio.io/v1
    kind: DestinationRule
    metadata: {name: hashing}
    spec:
      host: "%s"
      trafficPolicy: {loadBalancer: {consistentHash: {httpHeaderName: x-user}}}
    """
        .formatted(host);
  }

  private RouteAction after(String yaml) {
    view = view.with(TestObjects.parse(yaml), Set.of());
    return action();
  }

  private RouteAction action() {
    RouteConfiguration routes =
        (RouteConfiguration)
            translator.translate(view).resources(ResourceType.ROUTE).firstEntry().getValue();
    return routes.getVirtualHosts(0).getRoutes(0).getRoute();
  }

  @Test
  void aRuleForWhatAnAliasStandsFor() {
    assertThat(action().getCluster()).isEqualTo("outbound|80||real.default.svc.cluster.local");
    assertThat(action().getHashPolicyList()).isEmpty();

    RouteAction hashed = after(hashing("real"));

    assertThat(hashed.getHashPolicyList()).hasSize(1);
    assertThat(hashed.getHashPolicy(0).getHeader().getHeaderName()).isEqualTo("x-user");
  }

  @Test
  void aRuleForManyHosts() {
    assertThat(action().getHashPolicyList()).isEmpty();

    assertThat(after(hashing("*.default.svc.cluster.local")).getHashPolicyList()).hasSize(1);
    assertThat(after(hashing("*.elsewhere.svc.cluster.local")).getHashPolicyList()).isEmpty();
  }

  @Test
  void aServiceThatGoesAndComes() {
    assertThat(translator.translate(view).resources(ResourceType.CLUSTER)).hasSize(1);

    view = view.with(Set.of(), Set.of(TestObjects.parse(REAL).getFirst().key()));
    assertThat(translator.translate(view).resources(ResourceType.CLUSTER)).isEmpty();

    after(REAL);
    assertThat(translator.translate(view).resources(ResourceType.CLUSTER)).hasSize(1);
  }

  @Test
  void anAliasThatStandsForAnotherService() {
    after(REAL.replace("{name: real}", "{name: other}"));
    String moved = OBJECTS.substring(OBJECTS.lastIndexOf("apiVersion"));

    assertThat(after(moved.replace("externalName: real", "externalName: other")).getCluster())
        .isEqualTo("outbound|80||other.default.svc.cluster.local");
    assertThat(after(hashing("other")).getHashPolicyList()).hasSize(1);
  }
}
