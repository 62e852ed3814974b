package dev.ostia.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ostia.translator.config.RouteLayout;
import java.math.BigInteger;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code --http3} with a real Envoy: it takes the QUIC listener, and answers over TCP tell of it.
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
    return """
    apiVersion: networking.istio.io/v1
    kind: Gateway
    metadata: {name: gateway}
    spec:
      selector: {istio: ingressgateway}
      servers:
      - port: {number: %d, name: https, protocol: HTTPS}
        hosts: ["*"]
        tls: {mode: SIMPLE, credentialName: site}
    """
        .formatted(port);
  }
}
