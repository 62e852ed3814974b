package dev.ostia.translator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.TestObjects;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.resolve.ServiceRegistry;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostChecksTest {

  private static final String RULE =
      """
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: %s}
      spec: {host: "%s"}
      """;
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: reviews}
      spec: {ports: [{name: http, port: 80}]}
      """;

  private final ServiceRegistry registry = new ServiceRegistry(Proxy.defaultIngressGateway());
  private final HostChecks checks = new HostChecks(registry);
  private ConfigView view = ConfigView.empty(MeshConfig.defaults());

  private List<Diagnostic> after(String... documents) {
    view = view.with(TestObjects.parse(String.join("---\n", documents)), Set.of());
    return checks.update(view, registry.update(view));
  }

  private List<Diagnostic> without(String document) {
    view = view.with(List.of(), Set.of(TestObjects.parse(document).getFirst().key()));
    return checks.update(view, registry.update(view));
  }

  @Test
  void aServiceThatComesAndGoesChangesWhatIsSaidOfItsRules() {
    assertThat(after(RULE.formatted("one", "reviews"), RULE.formatted("two", "reviews")))
        .extracting(d -> d.object() + " " + d.field() + ": " + d.message())
        .containsExactly(
            "DestinationRule default/one spec.host: there is no Service or ServiceEntry"
                + " reviews.default.svc.cluster.local, so the rule has no effect",
            "DestinationRule default/two spec.host: there is no Service or ServiceEntry"
                + " reviews.default.svc.cluster.local, so the rule has no effect");
    assertThat(after(SERVICE)).isEmpty();
    assertThat(without(SERVICE)).hasSize(2);
    assertThat(without(RULE.formatted("one", "reviews"))).hasSize(1);
  }

  @Test
  void aRuleForManyHostsNeedsNone() {
    assertThat(after(RULE.formatted("all", "*.example.com"))).isEmpty();
  }

  @Test
  void whatChangesNothingGivesTheSameList() {
    List<Diagnostic> first = after(RULE.formatted("one", "nowhere.example.com"));
    assertThat(first).hasSize(1);
    assertThat(after(SERVICE, RULE.formatted("other", "reviews"))).isSameAs(first);
  }
}
