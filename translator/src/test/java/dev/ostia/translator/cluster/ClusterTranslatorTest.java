package dev.ostia.translator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import dev.ostia.translator.TestObjects;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Proxy;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClusterTranslatorTest {

  private static final JsonFormat.TypeRegistry TYPES =
      JsonFormat.TypeRegistry.newBuilder()
          .add(io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions.getDescriptor())
          .build();
  private static final JsonFormat.Printer JSON =
      JsonFormat.printer().usingTypeRegistry(TYPES).omittingInsignificantWhitespace();

  private static final String HTTPBIN =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: httpbin}
      spec:
        ports: [{name: http, port: 80, targetPort: 8080}]
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: httpbin-1, labels: {kubernetes.io/service-name: httpbin}}
      addressType: IPv4
      ports: [{name: http, port: 9001}]
      endpoints: [{addresses: [10.0.0.2], conditions: {ready: true}}]
      """;

  private static final String LIMITS =
      "\"circuitBreakers\":{\"thresholds\":[{\"maxConnections\":4294967295,"
          + "\"maxPendingRequests\":4294967295,\"maxRequests\":4294967295,"
          + "\"maxRetries\":4294967295}]}";

  private static String cluster(ConfigView view, String name) throws Exception {
    return JSON.print(translate(view, name).clusters().get(name));
  }

  private static String assignment(ConfigView view, String name) throws Exception {
    return JSON.print(translate(view, name).assignments().get(name));
  }

  private static ClusterResources translate(ConfigView view, String... names) {
    return new ClusterTranslator(Proxy.defaultIngressGateway()).translate(view, Set.of(names));
  }

  @Test
  void makesAnEdsClusterOfAService() throws Exception {
    String name = "outbound|80||httpbin.default.svc.cluster.local";
    assertThat(cluster(TestObjects.view(HTTPBIN), name))
        .isEqualTo(
            "{\"name\":\"outbound|80||httpbin.default.svc.cluster.local\",\"type\":\"EDS\","
                + "\"edsClusterConfig\":{\"edsConfig\":{\"ads\":{},\"initialFetchTimeout\":\"0s\","
                + "\"resourceApiVersion\":\"V3\"},"
                + "\"serviceName\":\"outbound|80||httpbin.default.svc.cluster.local\"},"
                + "\"connectTimeout\":\"10s\",\"lbPolicy\":\"LEAST_REQUEST\","
                + LIMITS
                + ",\"commonLbConfig\":{\"healthyPanicThreshold\":{}},"
                + "\"altStatName\":\"outbound|80||httpbin.default.svc.cluster.local;\"}");
    assertThat(assignment(TestObjects.view(HTTPBIN), name))
        .isEqualTo(
            "{\"clusterName\":\"outbound|80||httpbin.default.svc.cluster.local\","
                + "\"endpoints\":[{\"lbEndpoints\":[{\"endpoint\":{\"address\":{\"socketAddress\":"
                + "{\"address\":\"10.0.0.2\",\"portValue\":9001}}},\"loadBalancingWeight\":1}],"
                + "\"loadBalancingWeight\":1}]}");
  }

  @Test
  void sendsAnEmptyAssignmentForAServiceWithoutEndpoints() throws Exception {
    ConfigView view =
        TestObjects.view(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: lonely, namespace: shop}
            spec: {ports: [{name: http, port: 80}]}
            """);
    assertThat(assignment(view, "outbound|80||lonely.shop.svc.cluster.local"))
        .isEqualTo("{\"clusterName\":\"outbound|80||lonely.shop.svc.cluster.local\"}");
  }

  @Test
  void speaksHttp2ToPortsNamedGrpc() throws Exception {
    ConfigView view =
        TestObjects.view(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: greeter}
            spec: {ports: [{name: grpc-api, port: 50051}]}
            """);
    assertThat(cluster(view, "outbound|50051||greeter.default.svc.cluster.local"))
        .contains(
            "\"typedExtensionProtocolOptions\":"
                + "{\"envoy.extensions.upstreams.http.v3.HttpProtocolOptions\":"
                + "{\"@type\":\"type.googleapis.com/"
                + "envoy.extensions.upstreams.http.v3.HttpProtocolOptions\","
                + "\"explicitHttpConfig\":{\"http2ProtocolOptions\":{}}}}");
  }

  @Test
  void resolvesTheNamesOfADnsEntryInTheCluster() throws Exception {
    ConfigView view =
        TestObjects.view(
            """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: ext}
            spec:
              hosts: [api.example.org]
              ports: [{number: 80, name: http, protocol: HTTP, targetPort: 8080}]
              resolution: DNS
            """);
    String name = "outbound|80||api.example.org";
    assertThat(cluster(view, name))
        .isEqualTo(
            "{\"name\":\"outbound|80||api.example.org\",\"type\":\"STRICT_DNS\","
                + "\"connectTimeout\":\"10s\",\"lbPolicy\":\"LEAST_REQUEST\","
                + LIMITS
                + ",\"dnsRefreshRate\":\"60s\",\"dnsLookupFamily\":\"V4_ONLY\","
                + "\"commonLbConfig\":{\"healthyPanicThreshold\":{}},"
                + "\"altStatName\":\"outbound|80||api.example.org;\","
                + "\"loadAssignment\":{\"clusterName\":\"outbound|80||api.example.org\","
                + "\"endpoints\":[{\"lbEndpoints\":[{\"endpoint\":{\"address\":{\"socketAddress\":"
                + "{\"address\":\"api.example.org\",\"portValue\":8080}}},"
                + "\"loadBalancingWeight\":1}],\"loadBalancingWeight\":1}]},"
                + "\"respectDnsTtl\":true}");
    assertThat(translate(view, name).assignments()).isEmpty();
  }

  @Test
  void takesOneNameOfADnsRoundRobinEntry() throws Exception {
    ConfigView view =
        TestObjects.view(
            """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: b, creationTimestamp: "2024-01-02T00:00:00Z"}
            spec:
              hosts: [api.example.org]
              ports: [{number: 80, name: http, protocol: HTTP}]
              resolution: DNS_ROUND_ROBIN
              endpoints: [{address: newer.example.org}]
            ---
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: a, creationTimestamp: "2024-01-01T00:00:00Z"}
            spec:
              hosts: [api.example.org]
              ports: [{number: 80, name: http, protocol: HTTP}]
              resolution: DNS_ROUND_ROBIN
              endpoints: [{address: older.example.org, ports: {http: 8081}}]
            """);
    assertThat(cluster(view, "outbound|80||api.example.org"))
        .contains("\"type\":\"LOGICAL_DNS\"")
        .contains("{\"address\":\"older.example.org\",\"portValue\":8081}")
        .doesNotContain("newer");
  }

  @Test
  void noneOnAGatewayHasNoEndpoints() throws Exception {
    ConfigView view =
        TestObjects.view(
            """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: s}
            spec:
              hosts: [ext.org]
              ports: [{number: 9031, name: http, protocol: HTTP}]
              resolution: NONE
            """);
    assertThat(cluster(view, "outbound|9031||ext.org")).contains("\"type\":\"EDS\"");
    assertThat(assignment(view, "outbound|9031||ext.org"))
        .isEqualTo("{\"clusterName\":\"outbound|9031||ext.org\"}");
  }

  @Test
  void aSubsetHasTheEndpointsWithItsLabelsAndNamesItsRule() throws Exception {
    ConfigView view =
        TestObjects.view(
            """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: httpbin}
            spec:
              hosts: [httpbin.default.svc.cluster.local]
              ports: [{number: 8000, name: http, protocol: HTTP}]
              resolution: STATIC
              endpoints:
              - {address: 10.0.0.2, ports: {http: 9001}, labels: {app: httpbin, version: v1}}
              - {address: 10.0.0.2, ports: {http: 9002}, labels: {app: httpbin, version: v2}}
            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: d}
            spec:
              host: httpbin
              subsets:
              - {name: v1, labels: {version: v1}}
              - {name: v2, labels: {version: v2}}
            """);
    String name = "outbound|8000|v2|httpbin.default.svc.cluster.local";
    assertThat(assignment(view, name)).contains("\"portValue\":9002").doesNotContain("9001");
    assertThat(cluster(view, name))
        .contains(
            "\"metadata\":{\"filterMetadata\":{\"istio\":{\"config\":"
                + "\"/apis/networking.istio.io/v1/namespaces/default/destination-rule/d\"}}}");
  }
}
