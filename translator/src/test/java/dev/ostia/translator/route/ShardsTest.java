package dev.ostia.translator.route;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.TestObjects;
import dev.ostia.translator.Translation;
import dev.ostia.translator.Translator;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.RouteLayout;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.ScopedRouteConfiguration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** When the routes of a port are in shards, and what a change of them costs. */
class ShardsTest {

  private static final String GATEWAY =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: gw}
      spec:
        servers:
        - port: {number: 80, name: http, protocol: HTTP}
          hosts: ['*']
      """;

  private static String host(String name, String host, int status) {
    return """
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: %s}
    spec:
      hosts: ['%s']
      gateways: [gw]
      http: [{directResponse: {status: %d}}]
    """
        .formatted(name, host, status);
  }

  private static String hosts(int number) {
    StringBuilder yaml = new StringBuilder(GATEWAY);
    for (int i = 0; i < number; i++) {
      yaml.append(host("v" + i, "h" + i + ".example.com", 200));
    }
    return yaml.toString();
  }

  private static Translator above(int number) {
    return new Translator(
        Proxy.defaultIngressGateway().with(RouteLayout.LEAN.withShardsAbove(number)));
  }

  private static Translation translate(Translator translator, String yaml) {
    return translator.translate(TestObjects.view(yaml));
  }

  private static boolean sharded(Translation translation) {
    return requireNonNull(translation.resources(ResourceType.LISTENER).get("0.0.0.0_80"))
        .toString()
        .contains("x-ostia-route-shard");
  }

  private static Set<String> changed(Translation before, Translation after) {
    Map<String, Message> old = before.resources(ResourceType.ROUTE);
    Set<String> names = new TreeSet<>();
    after
        .resources(ResourceType.ROUTE)
        .forEach(
            (name, message) -> {
              if (!message.equals(old.get(name))) {
                names.add(name);
              }
            });
    return names;
  }

  @Test
  void aboveTheNumberThereAreShardsAndBelowHalfOfItNoneAgain() {
    Translator translator = above(40);

    assertThat(sharded(translate(translator, hosts(40)))).isFalse();
    assertThat(sharded(translate(translator, hosts(41)))).isTrue();
    assertThat(sharded(translate(translator, hosts(20)))).isTrue();
    assertThat(sharded(translate(translator, hosts(19)))).isFalse();
    assertThat(sharded(translate(translator, hosts(40)))).isFalse();
  }

  @Test
  void oneChangedHostChangesOneShard() {
    Translator translator = above(40);
    Translation before = translate(translator, hosts(100) + host("x", "x.example.com", 200));
    Translation after = translate(translator, hosts(100) + host("x", "x.example.com", 404));

    assertThat(before.resources(ResourceType.ROUTE)).hasSizeGreaterThan(5);
    assertThat(changed(before, after)).hasSize(1);
    assertThat(after.resources(ResourceType.LISTENER))
        .isEqualTo(before.resources(ResourceType.LISTENER));
    assertThat(after.resources(ResourceType.SCOPE)).isEqualTo(before.resources(ResourceType.SCOPE));
  }

  @Test
  void everyShardHasTheWildcardHosts() {
    Translation translation =
        translate(above(40), hosts(100) + host("w", "*.test", 200) + host("all", "*", 200));

    for (Message message : translation.resources(ResourceType.ROUTE).values()) {
      assertThat(((RouteConfiguration) message).getVirtualHostsList())
          .extracting(h -> h.getName())
          .contains("*.test:80", "*:80");
    }
  }

  @Test
  void everyCellLeadsToAShardThatIsThere() {
    Translation translation = translate(above(40), hosts(100));

    Set<String> shards = translation.resources(ResourceType.ROUTE).keySet();
    assertThat(translation.resources(ResourceType.SCOPE)).hasSize(256 + shards.size());
    assertThat(translation.resources(ResourceType.SCOPE).values())
        .allSatisfy(
            scope ->
                assertThat(shards)
                    .contains(((ScopedRouteConfiguration) scope).getRouteConfigurationName()));
  }

  @Test
  void aShardThatIsSplitLeavesItsNameToNone() {
    Translator translator = above(40);
    Set<String> few = translate(translator, hosts(60)).resources(ResourceType.ROUTE).keySet();
    Set<String> many = translate(translator, hosts(600)).resources(ResourceType.ROUTE).keySet();

    for (String shard : few) {
      boolean split = many.stream().anyMatch(n -> n.startsWith(shard) && !n.equals(shard));
      assertThat(many.contains(shard)).as(shard).isNotEqualTo(split);
    }
  }

  @Test
  void portsAndCapitalsDoNotMoveAHost() {
    Translation translation = translate(above(0), GATEWAY + host("a", "Shop.Example.com", 200));

    assertThat(translation.virtualHosts("http.80~")).hasSize(1);
    assertThat(translation.virtualHosts("http.80").getFirst().virtualHost().getDomainsList())
        .containsExactly("shop.example.com");
  }
}
