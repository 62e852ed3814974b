package dev.ostia.controlplane.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.controlplane.snapshot.SnapshotBuilder;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RedactionTest {

  private static Secret secret() {
    Secret.Builder secret = Secret.newBuilder().setName("kubernetes://shop");
    secret
        .getTlsCertificateBuilder()
        .getPrivateKeyBuilder()
        .setInlineBytes(ByteString.copyFromUtf8("top-secret"));
    return secret.build();
  }

  private static Translation translation() {
    return new Translation(
        Map.of(ResourceType.SECRET, new TreeMap<>(Map.of("kubernetes://shop", secret()))),
        Map.of(),
        List.of());
  }

  @Test
  void secretIsShownByNameOnly() {
    assertThat(ResourceText.tree(secret()))
        .isEqualTo(Map.of("name", "kubernetes://shop", "secret", "[redacted]"));
    assertThat(ResourceText.tree(translation(), List.of(ResourceType.SECRET)))
        .isEqualTo(
            Map.of(
                "secrets", List.of(Map.of("name", "kubernetes://shop", "secret", "[redacted]"))));
  }

  @Test
  void keyInAListenerIsHiddenAndItsFileIsNot() {
    DownstreamTlsContext.Builder tls = DownstreamTlsContext.newBuilder();
    tls.getCommonTlsContextBuilder()
        .addTlsCertificatesBuilder()
        .getPrivateKeyBuilder()
        .setInlineString("top-secret");
    tls.getCommonTlsContextBuilder()
        .addTlsCertificatesBuilder()
        .getPrivateKeyBuilder()
        .setFilename("/etc/key.pem");

    assertThat(ResourceText.yaml(ResourceText.tree(tls.build())))
        .isEqualTo(
            """
            common_tls_context:
              tls_certificates:
                - private_key: '[redacted]'
                - private_key:
                    filename: /etc/key.pem
            """);
  }

  @Test
  void privateKeysAreTakenOutOfTexts() {
    assertThat(
            Redaction.text(
                "bad -----BEGIN EC PRIVATE KEY-----\nabc\n-----END EC PRIVATE KEY----- and"
                    + " -----BEGIN PRIVATE KEY-----\\nabc"))
        .isEqualTo("bad [redacted] and [redacted]");
    assertThat(Redaction.text("-----BEGIN CERTIFICATE-----")).startsWith("-----BEGIN");
  }

  @Test
  void resultsOfTranslationPrintNoContent() {
    Snapshot snapshot = new SnapshotBuilder().build(translation());

    assertThat(translation().toString()).isEqualTo("Translation{SECRET=1}");
    assertThat(snapshot.toString()).isEqualTo("Snapshot[" + snapshot.version() + "]");
    assertThat(snapshot.resources(ResourceType.SECRET.typeUrl()).toString())
        .startsWith("{kubernetes://shop=kubernetes://shop@")
        .doesNotContain("top-secret");
  }
}
