package dev.ostia.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ostia.controlplane.cases.pki.CertificateSpec;
import dev.ostia.controlplane.cases.pki.Forge;
import dev.ostia.controlplane.cases.pki.TestCertificate;
import dev.ostia.translator.config.RouteLayout;
import java.io.IOException;
import java.math.BigInteger;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code --http3} with a real Envoy: it takes the QUIC listener, answers over TCP tell of it, and
 * requests over HTTP/3 are answered.
 */
class Http3IT {

  private final int port = OstiaProcess.freePort();

  @TempDir private Path config;

  @Test
  void envoyListensOnUdpAndAnswersTellOfIt() throws Exception {
    try (NamedBackend backend = new NamedBackend("app")) {
      Files.writeString(
          config.resolve("app.yaml"),
          gateway() + "---\n" + Yaml.service("app", backend.port()) + "---\n" + route());
      Files.writeString(
          config.resolve("site.yaml"),
          Certificate.of("site.example", BigInteger.TEN).secret("site"));
      try (ServedGateway gateway = new ServedGateway(config, new RouteLayout(false, true))) {
        await()
            .atMost(ServedGateway.PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(answer())
                        .contains("HTTP/1.1 200 OK", "alt-svc: h3=\":" + port + "\"; ma=86400"));

        assertThat(gateway.refusals()).isEmpty();
        assertThat(gateway.envoy().admin().get("/listeners")).contains("udp_0.0.0.0_" + port);
        assertThatThrownBy(
                () ->
                    new DatagramSocket(
                            new InetSocketAddress(InetAddress.getByName("0.0.0.0"), port))
                        .close())
            .isInstanceOf(BindException.class);
      }
    }
  }

  @Test
  void requestsOverHttp3AreAnsweredWithTheCertificateOfTheirServerName() throws Exception {
    try (NamedBackend backend = new NamedBackend("app")) {
      Files.writeString(
          config.resolve("app.yaml"),
          gateway("one", "two")
              + "---\n"
              + Yaml.service("app", backend.port())
              + "---\n"
              + route());
      secret("one", "first-one");
      secret("two", "first-two");
      try (ServedGateway gateway = new ServedGateway(config, new RouteLayout(false, true));
          Http3Client client = new Http3Client(port, List.of("one.example", "two.example"))) {
        await()
            .atMost(ServedGateway.PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(client.ask("one.example"))
                        .isEqualTo(new Http3Client.Answer(200, "app", "HTTP/3", "CN=first-one")));
        assertThat(client.ask("two.example"))
            .isEqualTo(new Http3Client.Answer(200, "app", "HTTP/3", "CN=first-two"));

        int before = gateway.acknowledgedSecrets();
        secret("one", "second-one");
        gateway.awaitMoreSecrets(before);

        await()
            .atMost(ServedGateway.PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(client.ask("one.example"))
                        .isEqualTo(new Http3Client.Answer(200, "app", "HTTP/3", "CN=second-one")));
        assertThat(client.ask("two.example").subject()).isEqualTo("CN=first-two");
        assertThat(gateway.refusals()).isEmpty();
      }
    }
  }

  /** A client for HTTP/3 looks for the server name among the names of the certificate. */
  private void secret(String name, String subject) throws IOException {
    TestCertificate made =
        Forge.selfSigned(
            new CertificateSpec(
                name,
                name,
                "CN=" + subject,
                List.of(name + ".example"),
                List.of(),
                BigInteger.TEN,
                false,
                false,
                CertificateSpec.PAST,
                CertificateSpec.FUTURE));
    Yaml.replace(
        config.resolve(name + ".yaml"),
        Certificate.secret(name, made.certificatePem(), made.keyPem()));
  }

  private String answer() throws Exception {
    try (SSLSocket socket =
        (SSLSocket) TlsSerial.context().getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nhost: site.example\r\nconnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (java.io.IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String route() {
    return Yaml.virtualService("app");
  }

  private String gateway() {
    return gateway(server("*", "site"));
  }

  /** With a host and a certificate for each of these names. */
  private String gateway(String first, String second) {
    return gateway(server(first + ".example", first) + server(second + ".example", second));
  }

  private static String gateway(String servers) {
    return """
    apiVersion: networking.istio.io/v1
    kind: Gateway
    metadata: {name: gateway}
    spec:
      selector: {istio: ingressgateway}
      servers:
    %s\
    """
        .formatted(servers);
  }

  private String server(String host, String credential) {
    return """
      - port: {number: %d, name: https-%s, protocol: HTTPS}
        hosts: ["%s"]
        tls: {mode: SIMPLE, credentialName: %s}
    """
        .formatted(port, credential, host, credential);
  }
}
