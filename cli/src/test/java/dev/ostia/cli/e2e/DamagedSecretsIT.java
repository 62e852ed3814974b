package dev.ostia.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand Secrets that are damaged in all sorts of ways, beside one that is whole: what Ostia
 * finds good enough to send, Envoy takes.
 */
class DamagedSecretsIT {

  private static final int ROUNDS = 10;
  private static final int SECRETS = 100;
  private static final BigInteger WHOLE = BigInteger.valueOf(4711);

  private final int port = OstiaProcess.freePort();
  private final Random random = new Random(20260202);

  @TempDir private Path config;

  @Test
  void noneIsRefusedAndTheWholeOneIsShown() throws Exception {
    Files.writeString(config.resolve("gateway.yaml"), gateway());
    Files.writeString(
        config.resolve("whole.yaml"), Certificate.of("whole.example", WHOLE).secret("whole"));
    Certificate first = Certificate.of("a.example", BigInteger.ONE);
    Certificate second = Certificate.of("b.example", BigInteger.TWO);
    Files.writeString(config.resolve("damaged.yaml"), damaged(first, second, 0));
    try (ServedGateway gateway = new ServedGateway(config)) {
      for (int round = 1; round <= ROUNDS; round++) {
        Yaml.replace(config.resolve("damaged.yaml"), damaged(first, second, round));
        // The last of each round is whole and new, so what came before it has been looked at.
        BigInteger last = serial(round);
        await()
            .atMost(ServedGateway.PATIENCE)
            .untilAsserted(() -> assertThat(TlsSerial.shownOn(port, host("last"))).hasValue(last));
        assertThat(TlsSerial.shownOn(port, host("whole"))).hasValue(WHOLE);
        assertThat(gateway.refusals()).isEmpty();
      }
      assertThat(gateway.envoy().exitCode()).isEmpty();
    }
  }

  private String damaged(Certificate first, Certificate second, int round) {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < SECRETS; i++) {
      boolean inKey = random.nextBoolean();
      String certificate =
          first.certificate() + (random.nextInt(3) == 0 ? second.certificate() : "");
      yaml.append(
              Certificate.secret(
                  "damaged-" + i,
                  inKey ? certificate : damage(certificate),
                  inKey ? damage(first.key()) : first.key()))
          .append("---\n");
    }
    return yaml.append(Certificate.of("last.example", serial(round)).secret("last")).toString();
  }

  private static BigInteger serial(int round) {
    return BigInteger.valueOf(9_000L + round);
  }

  /** Cut off, one character changed, noise of the right form, or a piece taken out. */
  private String damage(String text) {
    return switch (random.nextInt(5)) {
      case 0 -> text.substring(0, random.nextInt(text.length()));
      case 1 -> {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        yield new String(bytes, StandardCharsets.ISO_8859_1);
      }
      case 2 -> {
        byte[] noise = new byte[random.nextInt(400)];
        random.nextBytes(noise);
        yield Certificate.pem(random.nextBoolean() ? "CERTIFICATE" : "PRIVATE KEY", noise);
      }
      case 3 ->
          Certificate.pem(text.contains("PRIVATE") ? "PRIVATE KEY" : "CERTIFICATE", flipped(text));
      default -> {
        int at = random.nextInt(text.length());
        int to = Math.min(text.length(), at + 1 + random.nextInt(80));
        yield text.substring(0, at) + text.substring(to);
      }
    };
  }

  /** The first block with a bit of its content turned over, so that the PEM itself is sound. */
  private byte[] flipped(String pem) {
    String body = pem.substring(pem.indexOf('\n') + 1, pem.indexOf("\n-----END"));
    byte[] encoded = Base64.getMimeDecoder().decode(body);
    encoded[random.nextInt(encoded.length)] ^= (byte) (1 << random.nextInt(8));
    return encoded;
  }

  private static String host(String name) {
    return name + ".example";
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
    yaml.append(server("whole")).append(server("last"));
    for (int i = 0; i < SECRETS; i++) {
      yaml.append(server("damaged-" + i));
    }
    return yaml.toString();
  }

  private String server(String name) {
    return """
    - port: {number: %d, name: %s, protocol: HTTPS}
      hosts: [%s]
      tls: {mode: SIMPLE, credentialName: %s}
    """
        .formatted(port, name, host(name), name)
        .indent(2);
  }
}
