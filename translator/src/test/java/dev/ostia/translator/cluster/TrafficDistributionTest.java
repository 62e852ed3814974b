package dev.ostia.translator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.TestObjects;
import dev.ostia.translator.config.Proxy;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.CommonLbConfig;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The annotation {@code networking.istio.io/traffic-distribution}, for a gateway in r/z/s. */
class TrafficDistributionTest {

  private static final String ECHO = "outbound|80||echo.org";

  private static final String NEAR_AND_FAR =
      "{address: 10.0.0.1, locality: r/z/s}, {address: 10.0.0.2, locality: r/z/t},"
          + " {address: 10.0.0.3, locality: r/y/s}";

  private static final String POLICY =
      """
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: d}
      spec:
        host: echo.org
        trafficPolicy:
          loadBalancer: {localityLbSetting: {enabled: false}}
          outlierDetection: {minHealthPercent: 20}
      """;

  private static String entry(String distribution, String endpoints) {
    return """
    apiVersion: networking.istio.io/v1
    kind: ServiceEntry
    metadata: {name: echo, annotations: {networking.istio.io/traffic-distribution: "%s"}}
    spec:
      hosts: [echo.org]
      ports: [{number: 80, name: http, protocol: HTTP}]
      resolution: STATIC
      endpoints: [%s]
    """
        .formatted(distribution, endpoints);
  }

  private static ClusterResources translate(String yaml) {
    Proxy proxy = Proxy.defaultIngressGateway();
    return new ClusterTranslator(
            new Proxy(proxy.namespace(), proxy.labels(), Proxy.Locality.parse("r/z/s")))
        .translate(TestObjects.view(yaml), Set.of(ECHO));
  }

  private static CommonLbConfig common(String yaml) {
    return ((Cluster) Objects.requireNonNull(translate(yaml).clusters().get(ECHO)))
        .getCommonLbConfig();
  }

  private static List<LocalityLbEndpoints> localities(String yaml) {
    return ((ClusterLoadAssignment) Objects.requireNonNull(translate(yaml).assignments().get(ECHO)))
        .getEndpointsList();
  }

  /** The priorities of the localities, by their names. */
  private static List<Integer> priorities(String distribution) {
    return localities(entry(distribution, NEAR_AND_FAR)).stream()
        .map(LocalityLbEndpoints::getPriority)
        .toList();
  }

  @Test
  void prefersTheZoneAndOnlyForTheNodeTheSubzoneToo() {
    assertThat(priorities("PreferClose")).containsExactly(1, 0, 0);
    assertThat(priorities("prefersamezone")).containsExactly(1, 0, 0);
    assertThat(priorities("PreferSameNode")).containsExactly(2, 0, 1);
    assertThat(priorities("Any")).containsExactly(0, 0, 0);
  }

  @Test
  void weighsLocalitiesOnlyWhereItPrefersSome() {
    assertThat(common(entry("PreferClose", NEAR_AND_FAR)).hasLocalityWeightedLbConfig()).isTrue();
    assertThat(common(entry("Any", NEAR_AND_FAR)).hasLocalityWeightedLbConfig()).isFalse();
  }

  @Test
  void aGroupOfUnknownPlaceIsOneAsARingOfWhatWeighsNothingWouldBeEmpty() {
    assertThat(localities(entry("PreferClose", "{address: 10.0.0.1}")))
        .singleElement()
        .satisfies(group -> assertThat(group.hasLocality()).isTrue());
  }

  @Test
  void aServiceThatPrefersTheNearestNeverUsesWhatIsNotReady() {
    CommonLbConfig anywhere = common(entry("Any", "{address: 10.0.0.1}") + POLICY);
    assertThat(anywhere.getHealthyPanicThreshold().getValue()).isEqualTo(20);
    CommonLbConfig near = common(entry("PreferClose", "{address: 10.0.0.1}") + POLICY);
    assertThat(near.hasHealthyPanicThreshold()).isTrue();
    assertThat(near.getHealthyPanicThreshold().getValue()).isZero();
  }
}
