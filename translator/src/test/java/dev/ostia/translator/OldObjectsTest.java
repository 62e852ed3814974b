package dev.ostia.translator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Proxy;
import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A translator keeps what it knows of the objects that there are, and none that there were. */
class OldObjectsTest {

  /** One of each kind, with a label that tells versions apart. */
  private static final String OBJECTS =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: gateway, labels: {version: "%1$d"}}
      spec:
        selector: {istio: ingressgateway}
        servers:
        - port: {number: 80, name: http, protocol: HTTP}
          hosts: ["*"]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: reviews, labels: {version: "%1$d"}}
      spec:
        hosts: [reviews.example.com]
        gateways: [gateway]
        http:
        - route: [{destination: {host: reviews, subset: v1}}]
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: reviews, labels: {version: "%1$d"}}
      spec:
        host: reviews
        subsets: [{name: v1, labels: {version: v1}}]
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: {name: outside, labels: {version: "%1$d"}}
      spec:
        hosts: [outside.example.com]
        ports: [{number: 80, name: http, protocol: HTTP}]
        resolution: STATIC
        workloadSelector: {labels: {app: outside}}
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadEntry
      metadata: {name: outside, labels: {app: outside, version: "%1$d"}}
      spec: {address: 192.0.2.1}
      ---
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: {name: log, labels: {version: "%1$d"}}
      spec: {accessLogging: [{providers: [{name: envoy}]}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: reviews, labels: {version: "%1$d"}}
      spec: {selector: {app: reviews}, ports: [{name: http, port: 80}]}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata:
        name: reviews-1
        labels: {kubernetes.io/service-name: reviews, version: "%1$d"}
      addressType: IPv4
      ports: [{name: http, port: 9080}]
      endpoints: [{addresses: [10.0.0.1]}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: reviews-v1, labels: {app: reviews, version: "%1$d"}}
      status: {podIP: 10.0.0.1}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: certificate, labels: {version: "%1$d"}}
      type: kubernetes.io/tls
      """;

  private final Translator translator = new Translator(Proxy.defaultIngressGateway());

  @Test
  void afterAChangeOfEachKindNoOldObjectIsKept() throws InterruptedException {
    Map<ObjectKey, WeakReference<ConfigObject<?>>> first = new LinkedHashMap<>();
    ConfigView view = ConfigView.empty(MeshConfig.defaults());
    for (ConfigObject<?> object : TestObjects.parse(OBJECTS.formatted(1))) {
      first.put(object.key(), new WeakReference<>(object));
      view = view.with(List.of(object), Set.of());
    }
    translator.translate(view);
    // Twice, as a view knows what its last change was made of.
    for (int version = 2; version <= 3; version++) {
      for (ConfigObject<?> object : TestObjects.parse(OBJECTS.formatted(version))) {
        view = view.with(List.of(object), Set.of());
        translator.translate(view);
      }
    }

    assertThat(first).hasSize(10);
    for (int i = 0; i < 50 && !isGone(first); i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(first).allSatisfy((key, object) -> assertThat(object.get()).isNull());
    assertThat(view.size()).isEqualTo(10);
  }

  private static boolean isGone(Map<ObjectKey, WeakReference<ConfigObject<?>>> objects) {
    return objects.values().stream().allMatch(object -> object.get() == null);
  }
}
