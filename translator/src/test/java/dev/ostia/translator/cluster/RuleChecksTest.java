package dev.ostia.translator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.TestObjects;
import dev.ostia.translator.config.Proxy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told of DestinationRules. */
class RuleChecksTest {

  private static List<String> diagnostics(String yaml, String... clusters) {
    return new ClusterTranslator(Proxy.defaultIngressGateway())
        .translate(TestObjects.view(yaml), Set.of(clusters)).diagnostics().stream()
            .map(d -> d.severity() + " " + d.code().id() + " " + d.object() + " " + d.field())
            .toList();
  }

  @Test
  void warnsOfARuleWhoseHostIsNotThere() {
    assertThat(
            diagnostics(
                """
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: d}
                spec: {host: nope}
                """))
        .containsExactly("WARNING IST0101 DestinationRule default/d spec.host");
  }

  @Test
  void namesTheSubsetThatAnotherRuleHasAlready() {
    String yaml =
        """
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: web}
        spec:
          hosts: [web.org]
          ports: [{number: 80, name: http, protocol: HTTP}]
          resolution: STATIC
          endpoints: [{address: 10.0.0.1}]
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: a}
        spec: {host: web.org, subsets: [{name: all}], trafficPolicy: {}}
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: b}
        spec: {host: web.org, subsets: [{name: all}], trafficPolicy: {}}
        """;
    assertThat(diagnostics(yaml, "outbound|80||web.org"))
        .containsExactly(
            "WARNING OST012 DestinationRule default/b spec.subsets[0].name",
            "WARNING OST012 DestinationRule default/b spec.trafficPolicy");
  }
}
