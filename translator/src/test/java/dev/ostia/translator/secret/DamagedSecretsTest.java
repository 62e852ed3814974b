package dev.ostia.translator.secret;

import static dev.ostia.translator.secret.SecretFixture.secret;
import static dev.ostia.translator.secret.SecretFixture.text;
import static dev.ostia.translator.secret.SecretFixture.view;
import static dev.ostia.translator.secret.TestPki.certificate;
import static dev.ostia.translator.secret.TestPki.pem;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What damage does to a Secret, and not to others. */
class DamagedSecretsTest {

  private static final KeyPair EC = TestPki.ec("secp256r1");
  private static final KeyPair OTHER = TestPki.ec("secp256r1");
  private static final KeyPair RSA = TestPki.rsa(2048);
  private static final String CERT = pem(certificate(EC));
  private static final String KEY = pem(EC);

  private final SecretFixture fixture = new SecretFixture();

  @Test
  void stapleThatCannotBeUsedIsLeftOutAlone() {
    SecretResources resources =
        fixture.translate(
            view(
                List.of(
                    secret(
                        "istio-system",
                        "shop",
                        Map.of("tls.crt", CERT, "tls.key", KEY, "tls.ocsp-staple", "junk")))),
            "kubernetes://shop");

    Secret secret = (Secret) requireNonNull(resources.secrets().get("kubernetes://shop"));
    assertThat(secret.getTlsCertificate().hasOcspStaple()).isFalse();
    assertThat(text(resources))
        .containsExactly(
            "OST013 Gateway istio-system/gw spec.servers[0].tls.credentialName: Secret"
                + " istio-system/shop has a damaged OCSP response under tls.ocsp-staple,"
                + " so that part is not used");
  }

  @Test
  void oneBadSecretLeavesTheOthersAlone() {
    SecretResources resources =
        fixture.translate(
            view(
                List.of(
                    secret("istio-system", "good", Map.of("tls.crt", CERT, "tls.key", KEY)),
                    secret("istio-system", "bad", Map.of("tls.crt", CERT)))),
            "kubernetes://good",
            "kubernetes://bad",
            "kubernetes://missing");

    assertThat(resources.secrets()).containsOnlyKeys("kubernetes://good");
    assertThat(resources.diagnostics()).hasSize(2);
  }

  /**
   * Damage of all sorts: whatever it is, it is told apart from what is good, and nothing throws.
   */
  @Test
  void thousandDamagedSecretsNeverThrow() throws Exception {
    Random random = new Random(20260101);
    List<String> whole =
        List.of(CERT, KEY, pem(certificate(RSA)), pem(RSA), CERT + pem(certificate(OTHER)));
    for (int i = 0; i < 1000; i++) {
      boolean damageKey = random.nextBoolean();
      String certificate = damageKey ? CERT : damage(whole.get(random.nextInt(5)), random);
      String key = damageKey ? damage(whole.get(random.nextInt(5)), random) : KEY;
      Map<String, String> entries =
          Map.of("tls.crt", certificate, "tls.key", key, "ca.crt", certificate, "ca.crl", key);
      SecretResources resources =
          fixture.translate(
              view(List.of(secret("istio-system", "shop", entries))),
              "kubernetes://shop",
              "kubernetes://shop-cacert");

      Secret served = (Secret) resources.secrets().get("kubernetes://shop");
      if (served != null) {
        // What survives the damage still goes with the key.
        ByteString chain = served.getTlsCertificate().getCertificateChain().getInlineBytes();
        assertThat(
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(chain.newInput())
                    .getPublicKey())
            .isEqualTo(EC.getPublic());
      } else {
        assertThat(text(resources)).anyMatch(line -> line.contains("Secret istio-system/shop has"));
      }
    }
  }

  private static String damage(String text, Random random) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, random.nextInt(text.length()));
      case 1 -> {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
        yield new String(bytes, StandardCharsets.ISO_8859_1);
      }
      case 2 -> {
        byte[] noise = new byte[random.nextInt(400)];
        random.nextBytes(noise);
        yield pem(random.nextBoolean() ? "CERTIFICATE" : "PRIVATE KEY", noise);
      }
      default -> {
        int at = random.nextInt(text.length());
        int to = Math.min(text.length(), at + 1 + random.nextInt(80));
        yield text.substring(0, at) + text.substring(to);
      }
    };
  }
}
