package dev.ostia.cli.certs;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** Certificates of one authority, and nodes that say who they are. */
final class Identities {

  static final Duration DAY = Duration.ofDays(1);

  private final Instant now = Instant.now();
  private final Authority authority = Authority.make("test CA", now, DAY);

  Instant now() {
    return now;
  }

  /** Who signs them. */
  Authority authority() {
    return authority;
  }

  /** A certificate that the server of a test shows. */
  KeyedCertificate server() {
    return authority.issue(
        "server",
        List.of(new GeneralName(GeneralName.iPAddress, "127.0.0.1")),
        KeyPurposeId.id_kp_serverAuth,
        now,
        DAY);
  }

  /** A client certificate with this URI. */
  KeyedCertificate uri(String uri) {
    return client(authority, GeneralName.uniformResourceIdentifier, uri, now);
  }

  static KeyedCertificate client(Authority signer, int kind, String name, Instant from) {
    return signer.issue(
        "client", List.of(new GeneralName(kind, name)), KeyPurposeId.id_kp_clientAuth, from, DAY);
  }

  static Node node(String namespace) {
    return node(namespace, "");
  }

  static Node node(String namespace, String serviceAccount) {
    Struct.Builder metadata = Struct.newBuilder().putFields("NAMESPACE", text(namespace));
    if (!serviceAccount.isEmpty()) {
      metadata.putFields("SERVICE_ACCOUNT", text(serviceAccount));
    }
    return Node.newBuilder().setId("gw-1").setMetadata(metadata).build();
  }

  private static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }
}
