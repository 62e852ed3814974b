package dev.ostia.controlplane.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import dev.ostia.translator.config.GatewayDefaults;
import dev.ostia.translator.config.GatewayDefaults.ClientCertDetails;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.ProxyOverrides;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NodeOverridesTest {

  @Test
  void metadataWithoutSettingsOverrulesNothing() throws Exception {
    ProxyOverrides overrides = NodeOverrides.of("gw", metadata("{\"LABELS\": {\"a\": \"b\"}}"));

    assertThat(overrides).isEqualTo(ProxyOverrides.NONE);
    MeshConfig mesh = MeshConfig.defaults();
    assertThat(overrides.over(mesh)).isSameAs(mesh);
  }

  @Test
  void whatTheNodeSaysTakesThePlaceOfTheMesh() throws Exception {
    GatewayDefaults own =
        NodeOverrides.of(
                "gw",
                metadata(
                    """
                    {"PROXY_CONFIG": {"gatewayTopology":
                         {"numTrustedProxies": 2, "forwardClientCertDetails": "FORWARD_ONLY"},
                       "proxyHeaders": {"server": {"disabled": true}},
                       "discoveryAddress": "istiod:15012"},
                     "IDLE_TIMEOUT": "1m30s", "HTTP10": "1"}
                    """))
            .over(GatewayDefaults.ISTIO);

    assertThat(own.numTrustedProxies()).isEqualTo(2);
    assertThat(own.clientCertDetails()).isEqualTo(ClientCertDetails.FORWARD_ONLY);
    assertThat(own.headers().server()).isEmpty();
    assertThat(own.headers().requestId()).isTrue();
    assertThat(own.idleTimeout()).contains(Duration.ofSeconds(90));
    assertThat(own.http10()).isTrue();
  }

  @Test
  void valueThatCannotBeUsedIsNamed() throws Exception {
    Struct many =
        metadata("{\"PROXY_CONFIG\": {\"gatewayTopology\": {\"numTrustedProxies\": -1}}}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NodeOverrides.of("gw", many))
        .withMessage(
            "node.metadata.PROXY_CONFIG.gatewayTopology.numTrustedProxies: the value must be a"
                + " number that is not negative");
    Struct idle = metadata("{\"IDLE_TIMEOUT\": \"soon\"}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NodeOverrides.of("gw", idle))
        .withMessage("node.metadata.IDLE_TIMEOUT: soon is not a duration such as 30s");
    Struct number = metadata("{\"HTTP10\": 1}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NodeOverrides.of("gw", number))
        .withMessage("node.metadata.HTTP10 is not a string: put it in quotes");
  }

  private static Struct metadata(String json) throws InvalidProtocolBufferException {
    Struct.Builder metadata = Struct.newBuilder();
    JsonFormat.parser().merge(json, metadata);
    return metadata.build();
  }
}
