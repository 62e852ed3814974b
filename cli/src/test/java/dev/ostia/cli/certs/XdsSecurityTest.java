package dev.ostia.cli.certs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.ostia.controlplane.xds.tls.UnusableTlsException;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.grpc.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Who may connect to a secured xDS port, and as whom. */
class XdsSecurityTest {

  private static final Duration DAY = Duration.ofDays(1);

  private final Instant now = Instant.now();
  private final Authority authority = Authority.make("test CA", now, DAY);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @TempDir private Path folder;

  @BeforeEach
  void listen() {
    log.start();
    logger().addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger().detachAppender(log);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("dev.ostia.controlplane.xds");
  }

  private SecuredServer server() {
    return SecuredServer.start(folder, serverCertificate(), authority);
  }

  private KeyedCertificate serverCertificate() {
    return authority.issue(
        "server",
        List.of(new GeneralName(GeneralName.iPAddress, "127.0.0.1")),
        KeyPurposeId.id_kp_serverAuth,
        now,
        DAY);
  }

  private KeyedCertificate uri(String uri) {
    return client(authority, GeneralName.uniformResourceIdentifier, uri, now);
  }

  private static KeyedCertificate client(Authority signer, int kind, String name, Instant from) {
    return signer.issue(
        "client", List.of(new GeneralName(kind, name)), KeyPurposeId.id_kp_clientAuth, from, DAY);
  }

  private static Node node(String namespace) {
    return node(namespace, "");
  }

  private static Node node(String namespace, String serviceAccount) {
    Struct.Builder metadata = Struct.newBuilder().putFields("NAMESPACE", text(namespace));
    if (!serviceAccount.isEmpty()) {
      metadata.putFields("SERVICE_ACCOUNT", text(serviceAccount));
    }
    return Node.newBuilder().setId("gw-1").setMetadata(metadata).build();
  }

  private static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }

  private List<String> logged() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "spiffe://cluster.local/ns/edge/sa/gw",
    "spiffe://other.domain/ns/edge/sa/gw.with.dots",
  })
  void theSpiffeIdSaysWhoAProxyIs(String id) {
    try (SecuredServer server = server();
        SecuredClient client = SecuredClient.of(server, authority, uri(id))) {
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
        SecuredClient client = SecuredClient.of(server, authority, serverCertificate())) {
      assertThat(client.refusal(node("edge")).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(server.followed()).isEmpty();
    }
  }

  @Test
  void aNodeOfAnotherNamespaceIsRefusedAndThatIsSaidOnce() {
    try (SecuredServer server = server();
        SecuredClient client =
            SecuredClient.of(server, authority, uri("spiffe://cluster.local/ns/edge/sa/gw"))) {
      String words =
          "the node says that it runs in namespace 'payments', and the client certificate is for"
              + " spiffe://cluster.local/ns/edge/sa/gw";
      for (int attempt = 0; attempt < 3; attempt++) {
        Status status = client.refusal(node("payments"));
        assertThat(status.getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(status.getDescription()).isEqualTo(words);
      }
      assertThat(server.followed()).isEmpty();
      assertThat(logged()).filteredOn(line -> line.contains("gw-1: " + words)).hasSize(1);
    }
  }

  @Test
  void aNodeWithAnotherServiceAccountIsRefused() {
    try (SecuredServer server = server();
        SecuredClient client =
            SecuredClient.of(server, authority, uri("spiffe://cluster.local/ns/edge/sa/gw"))) {
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
        SecuredClient client = SecuredClient.of(server, authority, uri(name))) {
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
    try (SecuredServer server = SecuredServer.start(folder, serverCertificate(), null);
        SecuredClient client = SecuredClient.of(server, authority, null)) {
      assertThat(client.subscribe(node("edge"))).isEqualTo("c1");
    }
  }

  @Test
  void newFilesAreTakenAndOpenStreamsStay() {
    KeyedCertificate first = serverCertificate();
    KeyedCertificate second = serverCertificate();
    KeyedCertificate own = uri("spiffe://cluster.local/ns/edge/sa/gw");
    try (SecuredServer server = SecuredServer.start(folder, first, authority);
        SecuredClient open = SecuredClient.of(server, authority, own)) {
      assertThat(open.subscribe(node("edge"))).isEqualTo("c1");
      assertThat(open.serverSerial()).isEqualTo(first.certificate().getSerialNumber());

      server.write(second);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                try (SecuredClient later = SecuredClient.of(server, authority, own)) {
                  assertThat(later.serverSerial())
                      .isEqualTo(second.certificate().getSerialNumber());
                }
              });

      server.publish("c2");
      assertThat(open.next()).isEqualTo("c2");
    }
  }

  @Test
  void newAuthoritiesForClientsAreTaken() {
    KeyedCertificate own = uri("spiffe://cluster.local/ns/edge/sa/gw");
    try (SecuredServer server = server()) {
      try (SecuredClient client = SecuredClient.of(server, authority, own)) {
        assertThat(client.health().getCode()).isEqualTo(Status.Code.OK);
      }
      server.writeClientCa(Authority.make("next CA", now, DAY));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                try (SecuredClient client = SecuredClient.of(server, authority, own)) {
                  assertThat(client.health().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
                }
              });
    }
  }

  @Test
  void brokenFilesLeaveTheLastGoodAndAreSaidOnce() throws Exception {
    KeyedCertificate first = serverCertificate();
    KeyedCertificate own = uri("spiffe://cluster.local/ns/edge/sa/gw");
    try (SecuredServer server = SecuredServer.start(folder, first, authority)) {
      Files.writeString(server.certificateFile(), "no certificate");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> logged().stream().anyMatch(line -> line.contains("holds no certificate")));

      try (SecuredClient client = SecuredClient.of(server, authority, own)) {
        assertThat(client.subscribe(node("edge"))).isEqualTo("c1");
        assertThat(client.serverSerial()).isEqualTo(first.certificate().getSerialNumber());
      }
      Files.delete(server.keyFile());
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> logged().stream().anyMatch(line -> line.contains("there is no such file")));
      assertThat(logged())
          .filteredOn(line -> line.contains("holds no certificate"))
          .containsExactly(
              "xDS certificates stay as they are, as the new ones cannot be used: "
                  + server.certificateFile()
                  + " holds no certificate: a block -----BEGIN CERTIFICATE----- is needed");
    }
  }

  @Test
  void whatCannotBeUsedIsRefusedAtTheStart() throws Exception {
    KeyedCertificate good = serverCertificate();
    KeyedCertificate other = serverCertificate();
    Path certificate = folder.resolve("server.crt");
    Path key = folder.resolve("server.key");

    Files.write(certificate, good.certificatePem());
    Files.write(key, other.keyPem());
    assertRefused("does not belong to the first certificate in " + certificate);

    Files.writeString(
        key, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
    assertRefused("openssl pkcs8 -topk8 -nodes -in server.key");

    Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    assertRefused("the private key cannot be read; RSA, EC and Ed25519 keys are taken");

    String cut = new String(good.keyPem(), java.nio.charset.StandardCharsets.US_ASCII);
    Files.writeString(key, cut.substring(0, cut.length() / 2));
    assertRefused("holds no complete private key");

    KeyedCertificate expired =
        authority.issue(
            "server",
            List.of(new GeneralName(GeneralName.iPAddress, "127.0.0.1")),
            KeyPurposeId.id_kp_serverAuth,
            now.minus(Duration.ofDays(3)),
            DAY);
    Files.write(certificate, expired.certificatePem());
    Files.write(key, expired.keyPem());
    assertRefused("the certificate expired at ");
  }

  private void assertRefused(String words) {
    assertThatThrownBy(() -> SecuredServer.startWith(folder, false).close())
        .isInstanceOf(UnusableTlsException.class)
        .hasMessageContaining(words);
  }
}
