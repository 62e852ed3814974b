package dev.ostia.cli.certs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.cli.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ostia analyze} on certificates of different ages. */
class ExpiringCertificatesTest {

  @TempDir private Path folder;

  private Cli analyze(Duration validity) throws IOException {
    KeyedCertificate certificate = Authority.make("a.example.com", Instant.now(), validity).own();
    Files.writeString(
        folder.resolve("c.yaml"),
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: g}
        spec:
          selector: {istio: ingressgateway}
          servers:
          - port: {number: 443, name: https, protocol: HTTPS}
            hosts: [a.example.com]
            tls: {mode: SIMPLE, credentialName: c}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: c, namespace: istio-system}
        stringData:
          tls.crt: |
        %s
          tls.key: |
        %s
        """
            .formatted(
                text(certificate.certificatePem()).indent(4),
                text(certificate.keyPem()).indent(4)));
    return Cli.run("analyze", folder);
  }

  private static String text(byte[] pem) {
    return new String(pem, StandardCharsets.US_ASCII);
  }

  @Test
  void oneThatExpiresInTenDaysIsToldOf() throws IOException {
    assertThat(analyze(Duration.ofDays(10)).out())
        .contains(
            "Warning [OST024] (Secret istio-system/c ",
            "its certificate expires in 9 days, at ",
            ". Put in a new one before; the gateway takes it without a restart");
  }

  @Test
  void oneThatIsValidForLongIsNot() throws IOException {
    assertThat(analyze(Duration.ofDays(300)).out()).doesNotContain("OST024");
  }
}
