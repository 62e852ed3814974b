package dev.ostia.cli.certs;

import static dev.ostia.cli.certs.Identities.DAY;
import static dev.ostia.cli.certs.Identities.client;
import static dev.ostia.cli.certs.Identities.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ostia.cli.LogLines;
import dev.ostia.controlplane.xds.tls.UnusableTlsException;
import io.grpc.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificate files of a secured xDS port: at the start, and while they change. */
class XdsCertificateFilesTest {

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

  @Test
  void newFilesAreTakenAndOpenStreamsStay() {
    KeyedCertificate first = identities.server();
    KeyedCertificate second = identities.server();
    KeyedCertificate own = identities.uri("spiffe://cluster.local/ns/edge/sa/gw");
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
    KeyedCertificate own = identities.uri("spiffe://cluster.local/ns/edge/sa/gw");
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
    KeyedCertificate first = identities.server();
    KeyedCertificate own = identities.uri("spiffe://cluster.local/ns/edge/sa/gw");
    try (SecuredServer server = SecuredServer.start(folder, first, authority)) {
      Files.writeString(server.certificateFile(), "no certificate");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !log.lines("holds no certificate").isEmpty());

      try (SecuredClient client = SecuredClient.of(server, authority, own)) {
        assertThat(client.subscribe(node("edge"))).isEqualTo("c1");
        assertThat(client.serverSerial()).isEqualTo(first.certificate().getSerialNumber());
      }
      Files.delete(server.keyFile());
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !log.lines("there is no such file").isEmpty());
      assertThat(log.lines("holds no certificate"))
          .containsExactly(
              "xDS certificates stay as they are, as the new ones cannot be used: "
                  + server.certificateFile()
                  + " holds no certificate: a block -----BEGIN CERTIFICATE----- is needed");
    }
  }

  @Test
  void whatCannotBeUsedIsRefusedAtTheStart() throws Exception {
    KeyedCertificate good = identities.server();
    KeyedCertificate other = identities.server();
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
