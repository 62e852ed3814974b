package dev.ostia.translator.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.TestObjects;
import dev.ostia.translator.cluster.ClusterResources;
import dev.ostia.translator.cluster.ClusterTranslator;
import dev.ostia.translator.config.Proxy;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndpointsTest {

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec:
        selector: {app: web}
        ports: [{name: http, port: 80, targetPort: serving}]
      ---
      """;
  private static final String WEB = "outbound|80||web.default.svc.cluster.local";

  /** Each endpoint as {@code locality address:port health weight}. */
  private static List<String> endpoints(String yaml, String cluster) {
    ClusterLoadAssignment assignment =
        (ClusterLoadAssignment)
            Objects.requireNonNull(translate(yaml, cluster).assignments().get(cluster));
    List<String> found = new ArrayList<>();
    for (LocalityLbEndpoints group : assignment.getEndpointsList()) {
      var locality = group.getLocality();
      for (LbEndpoint endpoint : group.getLbEndpointsList()) {
        Address address = endpoint.getEndpoint().getAddress();
        found.add(
            "%s/%s/%s %s %s %d"
                .formatted(
                    locality.getRegion(),
                    locality.getZone(),
                    locality.getSubZone(),
                    address.hasPipe()
                        ? address.getPipe().getPath()
                        : address.getSocketAddress().getAddress()
                            + ":"
                            + address.getSocketAddress().getPortValue(),
                    endpoint.getHealthStatus(),
                    endpoint.getLoadBalancingWeight().getValue()));
      }
    }
    return found;
  }

  private static ClusterResources translate(String yaml, String... clusters) {
    return new ClusterTranslator(Proxy.defaultIngressGateway())
        .translate(TestObjects.view(yaml), Set.of(clusters));
  }

  private static List<String> diagnostics(String yaml, String cluster) {
    return translate(yaml, cluster).diagnostics().stream()
        .map(d -> d.severity() + " " + d.code().id() + " " + d.object() + " " + d.field())
        .toList();
  }

  private static String slice(String name, String ports, String endpoints) {
    return """
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: %s, labels: {kubernetes.io/service-name: web}}
    addressType: IPv4
    ports: [%s]
    endpoints: [%s]
    ---
    """
        .formatted(name, ports, endpoints);
  }

  @Test
  void joinsPortsByNameOverSeveralSlices() {
    String yaml =
        SERVICE
            + slice(
                "a", "{name: http, port: 9001}, {name: other, port: 9}", "{addresses: [10.0.0.2]}")
            + slice(
                "b",
                "{name: http, port: 9002}",
                "{addresses: [10.0.0.1]}, {addresses: [10.0.0.1]}");
    assertThat(endpoints(yaml, WEB))
        .containsExactly("// 10.0.0.1:9002 UNKNOWN 1", "// 10.0.0.2:9001 UNKNOWN 1");
  }

  @Test
  void sendsTheUnreadyAsUnhealthyAndTheTerminatingNotAtAll() {
    String yaml =
        SERVICE
            + slice(
                "a",
                "{name: http, port: 9001}",
                """
                {addresses: [10.0.0.1], conditions: {ready: true, terminating: true}},
                {addresses: [10.0.0.2], conditions: {ready: false, terminating: false}},
                {addresses: [10.0.0.3], conditions: {ready: false, terminating: true, serving: true}},
                {addresses: [10.0.0.4], conditions: {ready: false}},
                {addresses: [10.0.0.5], conditions: {}}
                """);
    assertThat(endpoints(yaml, WEB))
        .containsExactly(
            "// 10.0.0.1:9001 UNKNOWN 1",
            "// 10.0.0.2:9001 UNHEALTHY 1",
            "// 10.0.0.5:9001 UNKNOWN 1");
  }

  @Test
  void takesLabelsFromThePodOfTheTargetRefAndLocalityFromItsNode() {
    String yaml =
        SERVICE
            + slice(
                "a",
                "{name: http, port: 9001}",
                """
                {addresses: [10.0.0.1], targetRef: {kind: Pod, name: p1}},
                {addresses: [10.0.0.2], targetRef: {kind: Pod, name: gone}}
                """)
            + """
            apiVersion: v1
            kind: Pod
            metadata: {name: p1, labels: {version: v1}}
            spec: {nodeName: n1}
            ---
            apiVersion: v1
            kind: Node
            metadata:
              name: n1
              labels: {topology.kubernetes.io/region: r, topology.kubernetes.io/zone: z}
            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: d}
            spec:
              host: web
              subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]
            """;
    assertThat(endpoints(yaml, WEB))
        .containsExactly("// 10.0.0.2:9001 UNKNOWN 1", "r/z/ 10.0.0.1:9001 UNKNOWN 1");
    assertThat(endpoints(yaml, "outbound|80|v1|web.default.svc.cluster.local"))
        .containsExactly("r/z/ 10.0.0.1:9001 UNKNOWN 1");
    String empty = "outbound|80|v2|web.default.svc.cluster.local";
    assertThat(endpoints(yaml, empty)).isEmpty();
    assertThat(diagnostics(yaml, empty))
        .containsExactly("WARNING OST012 DestinationRule default/d spec.subsets[1].labels");
  }

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: p1, labels: {app: web}}
      spec:
        containers: [{name: c, image: none, ports: [{name: serving, containerPort: 8080}]}]
      status: {podIP: 10.0.0.9%s}
      """;

  @Test
  void takesThePodsOfASelectorWhereThereIsNoSlice() {
    assertThat(endpoints(SERVICE + POD.formatted(""), WEB))
        .containsExactly("// 10.0.0.9:8080 UNKNOWN 1");
    String unready = ", conditions: [{type: Ready, status: 'False'}]";
    assertThat(endpoints(SERVICE + POD.formatted(unready), WEB)).isEmpty();
    assertThat(
            endpoints(
                SERVICE
                    + slice("a", "{name: http, port: 9001}", "{addresses: [10.0.0.1]}")
                    + POD.formatted(""),
                WEB))
        .containsExactly("// 10.0.0.1:9001 UNKNOWN 1");
  }

  @Test
  void warnsOfAServiceWithoutEndpoints() {
    String yaml = SERVICE.replace("---\n", "");
    assertThat(endpoints(yaml, WEB)).isEmpty();
    assertThat(diagnostics(yaml, WEB)).containsExactly("WARNING OST012 Service default/web ");
  }

  @Test
  void readsEndpointsObjectsOnlyWithoutSlices() {
    String legacy =
        """
        apiVersion: v1
        kind: Endpoints
        metadata: {name: web}
        subsets:
        - ports: [{name: http, port: 7001}]
          addresses: [{ip: 10.0.0.1}]
          notReadyAddresses: [{ip: 10.0.0.2}]
        ---
        """;
    assertThat(endpoints(SERVICE + legacy, WEB))
        .containsExactly("// 10.0.0.1:7001 UNKNOWN 1", "// 10.0.0.2:7001 UNHEALTHY 1");
    String slice = slice("a", "{name: http, port: 9001}", "{addresses: [10.0.0.3]}");
    assertThat(endpoints(SERVICE + legacy + slice, WEB))
        .containsExactly("// 10.0.0.3:9001 UNKNOWN 1");
  }

  private static String entry(String resolution, String more) {
    return """
    apiVersion: networking.istio.io/v1
    kind: ServiceEntry
    metadata: {name: s}
    spec:
      hosts: [ext.org]
      ports: [{number: 80, name: http, protocol: HTTP, targetPort: 9031}]
      resolution: %s
      %s
    """
        .formatted(resolution, more);
  }

  private static final String EXT = "outbound|80||ext.org";

  @Test
  void aPortNamedByAnEndpointWinsOverTheTargetPort() {
    String yaml =
        entry(
            "STATIC",
            "endpoints: [{address: 10.0.0.1}, {address: 10.0.0.2, ports: {http: 7}, weight: 3,"
                + " locality: r/z/s}, {address: 'unix:///tmp/x.sock'}]");
    assertThat(endpoints(yaml, EXT))
        .containsExactly(
            "// /tmp/x.sock UNKNOWN 1", "// 10.0.0.1:9031 UNKNOWN 1", "r/z/s 10.0.0.2:7 UNKNOWN 3");
  }

  @Test
  void leavesNamesOutOfStaticEndpointsAndSaysSo() {
    String yaml = entry("STATIC", "endpoints: [{address: 10.0.0.1}, {address: a.example.org}]");
    assertThat(endpoints(yaml, EXT)).containsExactly("// 10.0.0.1:9031 UNKNOWN 1");
    assertThat(diagnostics(yaml, EXT))
        .containsExactly("WARNING OST012 ServiceEntry default/s spec.endpoints[1].address");
  }

  @Test
  void selectsWorkloadEntriesAndPodsOfItsOwnNamespace() {
    String yaml =
        entry("STATIC", "workloadSelector: {labels: {app: web}}")
            + """
            ---
            apiVersion: networking.istio.io/v1
            kind: WorkloadEntry
            metadata: {name: vm, labels: {app: web}}
            spec: {address: 10.0.0.1, labels: {app: overlaid}}
            ---
            apiVersion: networking.istio.io/v1
            kind: WorkloadEntry
            metadata: {name: vm, namespace: other, labels: {app: web}}
            spec: {address: 10.0.0.2}
            ---
            """
            + POD.formatted("");
    assertThat(endpoints(yaml, EXT))
        .containsExactly("// 10.0.0.1:9031 UNKNOWN 1", "// 10.0.0.9:9031 UNKNOWN 1");
  }

  @Test
  void aGroupOfUnknownPlaceAmongOthersSaysSoAsItsWeightWouldNotCount() {
    String yaml =
        entry("STATIC", "endpoints: [{address: 10.0.0.1}, {address: 10.0.0.2, locality: r/z/s}]");
    assertThat(groups(yaml, EXT).getEndpointsList())
        .allSatisfy(group -> assertThat(group.hasLocality()).isTrue());
    String alone = entry("STATIC", "endpoints: [{address: 10.0.0.1}]");
    assertThat(groups(alone, EXT).getEndpointsList())
        .singleElement()
        .satisfies(group -> assertThat(group.hasLocality()).isFalse());
  }

  private static ClusterLoadAssignment groups(String yaml, String cluster) {
    return (ClusterLoadAssignment)
        Objects.requireNonNull(translate(yaml, cluster).assignments().get(cluster));
  }
}
