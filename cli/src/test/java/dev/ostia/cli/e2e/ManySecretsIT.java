package dev.ostia.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.translator.ResourceType;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand hosts on one port, each with a Secret of its own. */
class ManySecretsIT {

  private static final int HOSTS = 1_000;
  private static final int REPLACED = 617;

  private final int port = OstiaProcess.freePort();

  @TempDir private Path config;

  @Test
  void eachHostShowsItsOwnCertificateAndOneReplacedIsSentAlone() throws Exception {
    Files.writeString(config.resolve("gateway.yaml"), gateway());
    for (int i = 0; i < HOSTS; i++) {
      Files.writeString(config.resolve(name(i) + ".yaml"), certificate(i, serial(i)));
    }
    try (ServedGateway gateway = new ServedGateway(config)) {
      await()
          .atMost(ServedGateway.PATIENCE)
          .until(() -> TlsSerial.shownOn(port, host(HOSTS - 1)).isPresent());
      for (int i = 0; i < HOSTS; i++) {
        assertThat(TlsSerial.shownOn(port, host(i))).as(host(i)).hasValue(serial(i));
      }
      gateway.pushes().clear();

      BigInteger replaced = BigInteger.valueOf(1_000_000);
      Yaml.replace(config.resolve(name(REPLACED) + ".yaml"), certificate(REPLACED, replaced));

      await()
          .atMost(ServedGateway.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(TlsSerial.shownOn(port, host(REPLACED)))
                      .as(() -> "sent: " + gateway.pushes() + ", refused: " + gateway.refusals())
                      .hasValue(replaced));
      assertThat(gateway.pushes())
          .containsExactly(
              new ServedGateway.Push(
                  ResourceType.SECRET.typeUrl(), Set.of("kubernetes://host-617")));
      assertThat(TlsSerial.shownOn(port, host(REPLACED + 1))).hasValue(serial(REPLACED + 1));
      assertThat(gateway.refusals()).isEmpty();
    }
  }

  private static String certificate(int host, BigInteger serial) {
    return Certificate.of(host(host), serial).secret(name(host));
  }

  private static BigInteger serial(int host) {
    return BigInteger.valueOf(5_000L + host);
  }

  private static String name(int host) {
    return "host-" + host;
  }

  private static String host(int host) {
    return name(host) + ".example.com";
  }

  private String gateway() {
    StringBuilder yaml =
        new StringBuilder(
            """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: gateway}
            spec:
              selector: {istio: ingressgateway}
              servers:
            """);
    for (int i = 0; i < HOSTS; i++) {
      yaml.append(
          """
          - port: {number: %d, name: %s, protocol: HTTPS}
            hosts: [%s]
            tls: {mode: SIMPLE, credentialName: %s}
          """
              .formatted(port, name(i), host(i), name(i))
              .indent(2));
    }
    return yaml.toString();
  }
}
