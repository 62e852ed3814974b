package dev.ostia.translator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.TestObjects;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.resolve.Destinations;
import dev.ostia.translator.resolve.ResolvedDestination;
import dev.ostia.translator.resolve.ResolvedDestination.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("InlineFormatString") // The documents stand together at the top.
class IncrementalTest {

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: %s}
      spec:
        selector: {app: %s}
        ports: [{name: http, port: 80, targetPort: 8080}]
      """;
  private static final String SLICE =
      """
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: %s-1, labels: {kubernetes.io/service-name: %s}}
      addressType: IPv4
      ports: [{name: http, port: %d}]
      endpoints:
      - addresses: [10.0.0.2]
        targetRef: {kind: Pod, name: %s-pod}
      """;
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: %s-pod, labels: {app: %s, version: v%d}}
      spec: {nodeName: node-%d}
      status: {podIP: 10.0.0.2}
      """;
  private static final String NODE =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: node-%d, labels: {topology.kubernetes.io/region: r%d}}
      """;
  private static final String RULE =
      """
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: %s, namespace: %s}
      spec:
        host: "%s"
        trafficPolicy: {loadBalancer: {simple: %s}}
        subsets: [{name: v%d, labels: {version: v%d}}]
      """;
  private static final String ENTRY =
      """
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: {name: %s-%d, namespace: %s}
      spec:
        hosts: [%s.default.svc.cluster.local, "%s.example.org"]
        ports: [{number: 80, name: http, protocol: HTTP}]
        resolution: %s
        endpoints: [{address: 10.0.1.%d, labels: {version: v1}}]
      """;
  private static final String WORKLOAD =
      """
      apiVersion: networking.istio.io/v1
      kind: WorkloadEntry
      metadata: {name: %s-%d, labels: {app: %s}}
      spec: {address: 10.0.2.%d, labels: {version: v2}}
      """;
  private static final List<String> NAMES = List.of("a", "b", "c");

  private static <T> T pick(Random random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private static ConfigObject<?> object(Random random) {
    String name = pick(random, NAMES);
    int number = 1 + random.nextInt(2);
    String namespace = pick(random, List.of("default", "istio-system", "other"));
    String yaml =
        switch (random.nextInt(7)) {
          case 0 -> SERVICE.formatted(name, name);
          case 1 -> SLICE.formatted(name, name, 9000 + number, name);
          case 2 -> POD.formatted(name, name, number, number);
          case 3 -> NODE.formatted(number, random.nextInt(3));
          case 4 ->
              RULE.formatted(
                  name,
                  namespace,
                  pick(
                      random,
                      List.of(
                          name + ".default.svc.cluster.local",
                          "*.cluster.local",
                          "*.default.svc.cluster.local",
                          name + ".example.org")),
                  pick(random, List.of("RANDOM", "ROUND_ROBIN")),
                  number,
                  number);
          case 5 ->
              ENTRY.formatted(
                  name,
                  number,
                  namespace,
                  name,
                  name,
                  pick(random, List.of("STATIC", "DNS", "NONE")),
                  number);
          default -> WORKLOAD.formatted(name, number, name, number);
        };
    return TestObjects.parse(yaml).getFirst();
  }

  private static Set<String> referenced(Destinations destinations) {
    Set<String> found = new TreeSet<>();
    for (String name : NAMES) {
      for (String host : List.of(name, name + ".example.org")) {
        for (String subset : List.of("", "v1", "v2")) {
          ResolvedDestination destination =
              destinations.resolve("default", host, OptionalInt.of(80), subset, 8080);
          if (destination.outcome() == Outcome.FOUND) {
            found.add(destination.clusterName());
          }
        }
      }
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyHistoryGivesTheResultFromScratch(long seed) {
    Random random = new Random(seed);
    ClusterTranslator kept = new ClusterTranslator(Proxy.defaultIngressGateway());
    ConfigView view = ConfigView.empty(MeshConfig.defaults());
    for (int step = 0; step < 150; step++) {
      List<ConfigObject<?>> present = new ArrayList<>();
      for (var kind : dev.ostia.translator.config.Kind.values()) {
        present.addAll(view.kind(kind).values());
      }
      present.sort(java.util.Comparator.comparing(ConfigObject::key));
      view =
          !present.isEmpty() && random.nextInt(3) == 0
              ? view.with(List.of(), Set.of(pick(random, present).key()))
              : view.with(List.of(object(random)), Set.of());
      Set<String> referenced = referenced(kept.destinations(view));
      ClusterTranslator fresh = new ClusterTranslator(Proxy.defaultIngressGateway());
      assertThat(referenced).isEqualTo(referenced(fresh.destinations(view)));
      assertThat(kept.translate(view, referenced)).isEqualTo(fresh.translate(view, referenced));
    }
  }

  @Test
  void aChangedSliceLeavesAllElseTheSame() {
    ConfigView before =
        TestObjects.view(
            String.join(
                "---\n",
                SERVICE.formatted("a", "a"),
                SERVICE.formatted("b", "b"),
                SLICE.formatted("a", "a", 9001, "a"),
                SLICE.formatted("b", "b", 9001, "b")));
    ConfigView after =
        before.with(TestObjects.parse(SLICE.formatted("a", "a", 9002, "a")), Set.of());
    String a = "outbound|80||a.default.svc.cluster.local";
    String b = "outbound|80||b.default.svc.cluster.local";
    ClusterTranslator translator = new ClusterTranslator(Proxy.defaultIngressGateway());
    Destinations destinations = translator.destinations(before);
    ClusterResources first = translator.translate(before, Set.of(a, b));
    assertThat(translator.destinations(after)).isSameAs(destinations);
    ClusterResources second = translator.translate(after, Set.of(a, b));
    assertThat(second.clusters().get(a)).isSameAs(first.clusters().get(a));
    assertThat(second.assignments().get(a)).isNotEqualTo(first.assignments().get(a));
    assertThat(second.assignments().get(b)).isSameAs(first.assignments().get(b));
    assertThat(translator.translate(after, Set.of(a, b))).isSameAs(second);
  }
}
