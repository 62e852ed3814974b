package dev.ostia.cli.certs;

import static dev.ostia.cli.certs.Identities.DAY;
import static dev.ostia.cli.certs.Identities.client;
import static dev.ostia.cli.certs.Identities.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.LogLines;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may connect to a secured xDS port, and as whom. */
class XdsSecurityTest {

  private final Identities identities = new Identities();
  private final Instant now = identities.now();
  private final Authority authority = identities.authority();
  private final LogLines log = new LogLines("dev.ostia.controlplane.xds");

  @TempDir private Path folder;

  @AfterEach
  void stopListening() {
    log.close();
  }

  private SecuredServer server() {
    return SecuredServer.start(folder, identities.server(), authority);
  }

  @ParameterizedTest
  @CsvSource({
    "spiffe://cluster.local/ns/edge/sa/gw",
    "spiffe://other.domain/ns/edge/sa/gw.with.dots",
  })
  void theSpiffeIdSaysWhoAProxyIs(String id) {
    try (SecuredServer server = server();
        SecuredClient client = SecuredClient.of(server, authority, identities.uri(id))) {
      assertThat(client.subscribe(node("edge"))).isEqualTo("c1");
      assertThat(server.followed()).containsExactly("edge");
    }
  }

  @Test
  void aDnsNameSaysWhoAProxyIs() {
    KeyedCertificate certificate = client(authority, GeneralName.dNSName, "gw.edge", now);
    try (SecuredServer server = server();
        SecuredClient client = SecuredClient.of(server, authority, certificate)) {
      assertThat(client.subscribe(node("edge"))).isEqualTo("c1");
    }
  }

  @Test
  void withoutACertificateTheHandshakeFails() {
    try (SecuredServer server = server();
        SecuredClient client = SecuredClient.of(server, authority, null)) {
      assertThat(client.refusal(node("edge")).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(client.health().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(server.followed()).isEmpty();
    }
  }

  @Test
  void aCertificateOfAnotherAuthorityFailsTheHandshake() {
    Authority foreign = Authority.make("test CA", now, DAY);
    KeyedCertificate certificate =
        client(
            foreign,
            GeneralName.uniformResourceIdentifier,
            "spiffe://cluster.local/ns/edge/sa/gw",
            now);
    try (SecuredServer server = server();
        SecuredClient client = SecuredClient.of(server, authority, certificate)) {
      assertThat(client.refusal(node("edge")).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(server.followed()).isEmpty();
    }
  }

  @Test
  void anExpiredCertificateFailsTheHandshake() {
    KeyedCertificate certificate =
        client(
            authority,
            GeneralName.uniformResourceIdentifier,
            "spiffe://cluster.local/ns/edge/sa/gw",
            now.minus(Duration.ofDays(2)));
    try (SecuredServer server = server();
        SecuredClient client = SecuredClient.of(server, authority, certificate)) {
      assertThat(client.refusal(node("edge")).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(server.followed()).isEmpty();
    }
  }

  @Test
  void aServersCertificateIsNoClients() {
    try (SecuredServer server = server();
        SecuredClient client = SecuredClient.of(server, authority, identities.server())) {
      assertThat(client.refusal(node("edge")).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(server.followed()).isEmpty();
    }
  }

  @Test
  void aNodeOfAnotherNamespaceIsRefusedAndThatIsSaidOnce() {
    try (SecuredServer server = server();
        SecuredClient client =
            SecuredClient.of(
                server, authority, identities.uri("spiffe://cluster.local/ns/edge/sa/gw"))) {
      String words =
          "the node says that it runs in namespace 'payments', and the client certificate is for"
              + " spiffe://cluster.local/ns/edge/sa/gw";
      for (int attempt = 0; attempt < 3; attempt++) {
        Status status = client.refusal(node("payments"));
        assertThat(status.getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(status.getDescription()).isEqualTo(words);
      }
      assertThat(server.followed()).isEmpty();
      assertThat(log.lines("gw-1: " + words)).hasSize(1);
    }
  }

  @Test
  void aNodeWithAnotherServiceAccountIsRefused() {
    try (SecuredServer server = server();
        SecuredClient client =
            SecuredClient.of(
                server, authority, identities.uri("spiffe://cluster.local/ns/edge/sa/gw"))) {
      assertThat(client.refusal(node("edge", "admin")).getDescription())
          .isEqualTo(
              "the node says that it runs in namespace 'edge' as service account 'admin', and the"
                  + " client certificate is for spiffe://cluster.local/ns/edge/sa/gw");
      assertThat(client.subscribe(node("edge", "gw"))).isEqualTo("c1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spiffe://cluster.local/ns/edge",
        "spiffe://cluster.local/ns/edge/sa/gw/more",
        "spiffe://cluster.local/ns//sa/gw",
        "https://cluster.local/ns/edge/sa/gw",
        "spiffe://cluster.local/ns/edge/sa/a%2Fb",
      })
  void otherUrisAreNoIdentity(String name) {
    try (SecuredServer server = server();
        SecuredClient client = SecuredClient.of(server, authority, identities.uri(name))) {
      Status status = client.refusal(node("edge"));
      assertThat(status.getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
      assertThat(status.getDescription())
          .startsWith("the client certificate says no identity: it needs the URI spiffe://");
      assertThat(server.followed()).isEmpty();
    }
  }

  @Test
  void healthNeedsNoIdentity() {
    KeyedCertificate certificate = client(authority, GeneralName.dNSName, "monitor", now);
    try (SecuredServer server = server();
        SecuredClient client = SecuredClient.of(server, authority, certificate)) {
      assertThat(client.health().getCode()).isEqualTo(Status.Code.OK);
    }
  }

  @Test
  void withoutAuthoritiesForClientsNoneNeedsACertificate() {
    try (SecuredServer server = SecuredServer.start(folder, identities.server(), null);
        SecuredClient client = SecuredClient.of(server, authority, null)) {
      assertThat(client.subscribe(node("edge"))).isEqualTo("c1");
    }
  }
}
