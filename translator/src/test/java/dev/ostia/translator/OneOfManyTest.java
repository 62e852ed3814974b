package dev.ostia.translator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Of many destinations one changes: one resource is another, and all others are the same. */
class OneOfManyTest {

  private static final int MANY = 300;

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

  private static final ConfigView VIEW = TestObjects.view(GATEWAY + destinations());

  private final Translator translator = new Translator(Proxy.defaultIngressGateway());
  private final Translation before = translator.translate(VIEW);

  private static String destinations() {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < MANY; i++) {
      yaml.append(
              """
              ---
              apiVersion: networking.istio.io/v1
              kind: VirtualService
              metadata: {name: v%d}
              spec:
                hosts: ['h%d.example.com']
                gateways: [gw]
                http: [{route: [{destination: {host: s%d.test}, weight: 1}, {destination: {host: k%d}, weight: 1}]}]
              ---
              apiVersion: v1
              kind: Service
              metadata: {name: k%d}
              spec: {ports: [{name: http, port: 80}]}
              """
                  .formatted(i, i, i, i, i))
          .append(serviceEntry(i, "10.0.0.1"))
          .append(slice(i, "10.0.0.2"));
    }
    return yaml.toString();
  }

  private static String serviceEntry(int i, String address) {
    return """
    ---
    apiVersion: networking.istio.io/v1
    kind: ServiceEntry
    metadata: {name: s%d}
    spec:
      hosts: [s%d.test]
      resolution: STATIC
      ports: [{number: 80, name: http, protocol: HTTP}]
      endpoints: [{address: %s}]
    """
        .formatted(i, i, address);
  }

  private static String slice(int i, String address) {
    return """
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: k%d-1, labels: {kubernetes.io/service-name: k%d}}
    addressType: IPv4
    ports: [{name: http, port: 8080, protocol: TCP}]
    endpoints: [{addresses: [%s], conditions: {ready: true}}]
    """
        .formatted(i, i, address);
  }

  /** What is not the same instance as before, over all types. */
  @SuppressWarnings("ReferenceEquality") // only what is another instance is packed again
  private Set<String> changedBy(String yaml) {
    Translation after = translator.translate(VIEW.with(TestObjects.parse(yaml), Set.of()));
    Set<String> changed = new TreeSet<>();
    for (ResourceType type : ResourceType.values()) {
      Map<String, Message> old = before.resources(type);
      after
          .resources(type)
          .forEach(
              (name, message) -> {
                if (old.get(name) != message) {
                  changed.add(type + " " + name);
                }
              });
    }
    return changed;
  }

  @Test
  void anEndpointOfAServiceEntry() {
    assertThat(before.resources(ResourceType.CLUSTER)).hasSize(2 * MANY);
    assertThat(before.resources(ResourceType.ENDPOINT)).hasSize(2 * MANY);
    assertThat(changedBy(serviceEntry(200, "10.0.0.9")))
        .containsExactly("ENDPOINT outbound|80||s200.test");
  }

  @Test
  void anEndpointSlice() {
    assertThat(changedBy(slice(200, "10.0.0.9")))
        .containsExactly("ENDPOINT outbound|80||k200.default.svc.cluster.local");
  }

  @Test
  void aDestinationRule() {
    assertThat(
            changedBy(
                """
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: d}
                spec:
                  host: s200.test
                  trafficPolicy: {connectionPool: {tcp: {connectTimeout: 3s}}}
                """))
        .containsExactly("CLUSTER outbound|80||s200.test");
  }
}
