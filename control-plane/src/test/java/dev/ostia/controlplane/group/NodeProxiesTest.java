package dev.ostia.controlplane.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.Proxy.Locality;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeProxiesTest {

  private static final String ISTIO_ID = "router~10.0.0.7~gw-7.x.edge~edge.svc.cluster.local";

  @Test
  void metadataAndLocalityMakeTheProxy() {
    Node node =
        Node.newBuilder()
            .setId("any")
            .setMetadata(metadata("prod", Map.of("istio", text("ingressgateway"))))
            .setLocality(
                io.envoyproxy.envoy.config.core.v3.Locality.newBuilder()
                    .setRegion("r1")
                    .setZone("z1")
                    .setSubZone("s1"))
            .build();

    assertThat(NodeProxies.proxyOf(node))
        .isEqualTo(
            new Proxy("prod", Map.of("istio", "ingressgateway"), new Locality("r1", "z1", "s1")));
  }

  @Test
  void namespaceOfTheIdCountsWhereMetadataHasNone() {
    Node node = Node.newBuilder().setId(ISTIO_ID).build();

    assertThat(NodeProxies.proxyOf(node)).isEqualTo(new Proxy("edge", Map.of(), Locality.UNKNOWN));
  }

  @Test
  void nodeWithoutNamespaceIsToldWhatToSet() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NodeProxies.proxyOf(Node.newBuilder().setId("envoy-1").build()))
        .withMessageContaining("node 'envoy-1'")
        .withMessageContaining("node.metadata.NAMESPACE");
  }

  @Test
  void labelThatIsNoStringIsRefused() {
    Node node =
        Node.newBuilder()
            .setMetadata(
                metadata("prod", Map.of("canary", Value.newBuilder().setBoolValue(true).build())))
            .build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> NodeProxies.proxyOf(node))
        .withMessage("node.metadata.LABELS.canary is not a string: put it in quotes");
  }

  @Test
  void labelsThatAreNoMappingAreRefused() {
    Node node =
        Node.newBuilder()
            .setMetadata(
                Struct.newBuilder()
                    .putFields("NAMESPACE", text("a"))
                    .putFields("LABELS", text("b")))
            .build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> NodeProxies.proxyOf(node))
        .withMessageContaining("node.metadata.LABELS is not a mapping");
  }

  private static Struct metadata(String namespace, Map<String, Value> labels) {
    return Struct.newBuilder()
        .putFields("NAMESPACE", text(namespace))
        .putFields(
            "LABELS",
            Value.newBuilder().setStructValue(Struct.newBuilder().putAllFields(labels)).build())
        .build();
  }

  private static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }
}
