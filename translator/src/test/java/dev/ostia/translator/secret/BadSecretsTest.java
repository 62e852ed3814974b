package dev.ostia.translator.secret;

import static dev.ostia.translator.secret.SecretFixture.encoded;
import static dev.ostia.translator.secret.SecretFixture.secret;
import static dev.ostia.translator.secret.SecretFixture.text;
import static dev.ostia.translator.secret.SecretFixture.view;
import static dev.ostia.translator.secret.TestPki.base64;
import static dev.ostia.translator.secret.TestPki.certificate;
import static dev.ostia.translator.secret.TestPki.pem;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a Secret can be wrong: it is left out, and it is said why. */
class BadSecretsTest {

  private static final KeyPair EC = TestPki.ec("secp256r1");
  private static final KeyPair OTHER = TestPki.ec("secp256r1");
  private static final KeyPair RSA = TestPki.rsa(2048);
  private static final String CERT = pem(certificate(EC));
  private static final String KEY = pem(EC);
  private static final Instant Y2020 = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant Y2021 = Instant.parse("2021-01-01T00:00:00Z");
  private static final Instant Y2030 = Instant.parse("2030-01-01T00:00:00Z");
  private static final Instant Y2031 = Instant.parse("2031-01-01T00:00:00Z");

  private final SecretFixture fixture = new SecretFixture();

  private static Map<String, String> tls(String certificate, String key) {
    return Map.of("tls.crt", base64(certificate), "tls.key", base64(key));
  }

  private static Map<String, String> plain(Map<String, String> entries) {
    java.util.TreeMap<String, String> data = new java.util.TreeMap<>();
    entries.forEach((key, value) -> data.put(key, base64(value)));
    return data;
  }

  private static String damaged(String pem) {
    byte[] der =
        Base64.getMimeDecoder()
            .decode(pem.lines().filter(l -> l.charAt(0) != '-').reduce("", String::concat));
    der[der.length / 2] = 0x5a;
    der[der.length / 2 + 1] = 0x5a;
    der[3] ^= 0x11;
    return pem(pem.contains("PRIVATE") ? "PRIVATE KEY" : "CERTIFICATE", der);
  }

  static Stream<Arguments> certificates() {
    String encrypted =
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
    String legacy =
        """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-128-CBC,00

        AAAA
        -----END RSA PRIVATE KEY-----
        """;
    KeyPair small = TestPki.rsa(1024);
    KeyPair ed25519 = TestPki.pair("Ed25519", 0);
    return Stream.of(
        arguments("no entry at all", Map.of(), "has no key tls.crt"),
        arguments("no key", plain(Map.of("tls.crt", CERT)), "has no key tls.key"),
        arguments("no certificate", plain(Map.of("tls.key", KEY)), "has no key tls.crt"),
        arguments("generic without key", plain(Map.of("cert", CERT)), "has no key key"),
        arguments("empty certificate", tls("", KEY), "has nothing under tls.crt"),
        arguments("empty key", tls(CERT, ""), "has nothing under tls.key"),
        arguments("blank key", tls(CERT, " \n"), "has no PEM text under tls.key"),
        arguments(
            "not base64",
            Map.of("tls.crt", "***", "tls.key", base64(KEY)),
            "has a value under tls.crt that is not base64"),
        arguments(
            "encoded twice",
            tls(base64(CERT), KEY),
            "has no PEM text under tls.crt: it is encoded twice"),
        arguments("not PEM", tls("hello", KEY), "has no PEM text under tls.crt"),
        arguments(
            "truncated certificate",
            tls(CERT.substring(0, CERT.length() / 2), KEY),
            "has damaged PEM text under tls.crt"),
        arguments(
            "truncated key",
            tls(CERT, KEY.substring(0, KEY.length() - 40)),
            "has damaged PEM text under tls.key"),
        arguments(
            "second certificate truncated",
            tls(CERT + CERT.substring(0, 200), KEY),
            "has damaged PEM text under tls.crt"),
        arguments(
            "not base64 inside PEM",
            tls("-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n", KEY),
            "has damaged PEM text under tls.crt"),
        arguments(
            "certificate with flipped bits",
            tls(damaged(CERT), KEY),
            "has a damaged certificate under tls.crt, number 1"),
        arguments(
            "second certificate damaged",
            tls(CERT + pem("CERTIFICATE", new byte[] {1, 2, 3}), KEY),
            "has a damaged certificate under tls.crt, number 2"),
        arguments(
            "certificate with bytes behind it",
            tls(pem("CERTIFICATE", longer(certificate(EC))), KEY),
            "has a damaged certificate under tls.crt, number 1"),
        arguments(
            "key with flipped bits",
            tls(CERT, damaged(KEY)),
            "has a damaged private key under tls.key"),
        arguments(
            "key where the certificate goes", tls(KEY, KEY), "has no certificate under tls.crt"),
        arguments(
            "certificate where the key goes", tls(CERT, CERT), "has no private key under tls.key"),
        arguments(
            "key of another certificate",
            tls(CERT, pem(OTHER)),
            "has a private key under tls.key that does not fit its certificate"),
        arguments(
            "key of another kind",
            tls(CERT, pem(RSA)),
            "has a private key under tls.key that does not fit its certificate"),
        arguments(
            "key on another curve",
            tls(CERT, pem(TestPki.ec("secp384r1"))),
            "has a private key under tls.key that does not fit its certificate"),
        arguments(
            "chain in the wrong order",
            tls(pem(certificate(OTHER)) + CERT, KEY),
            "has its certificates in the wrong order: the private key under tls.key fits number 2"),
        arguments(
            "encrypted key",
            tls(CERT, encrypted),
            "has a private key under tls.key that is encrypted with a passphrase"),
        arguments(
            "encrypted key of the older form",
            tls(CERT, legacy),
            "has a private key under tls.key that is encrypted with a passphrase"),
        arguments(
            "RSA key that is too short",
            tls(pem(certificate(small)), pem(small)),
            "has a certificate for an RSA key of 1024 bits"),
        arguments(
            "algorithm that Envoy does not take",
            tls(pem(certificate(ed25519)), pem(ed25519)),
            "has a certificate for a key of an algorithm that Envoy does not take"),
        arguments(
            "private key of such an algorithm",
            tls(CERT, pem(ed25519)),
            "has a private key under tls.key of an algorithm that Envoy does not take"),
        arguments(
            "expired",
            tls(pem(certificate(EC, Y2020, Y2021, false)), KEY),
            "has a certificate that expired at 2021-01-01T00:00:00Z"),
        arguments(
            "not yet valid",
            tls(pem(certificate(EC, Y2030, Y2031, false)), KEY),
            "has a certificate that is not valid before 2030-01-01T00:00:00Z"),
        arguments(
            "name that is not UTF-8",
            tls(pem(TestPki.named(EC, new byte[] {'s', 'h', (byte) 0xff, 'p'}, false)), KEY),
            "has a damaged certificate under tls.crt, number 1"),
        arguments(
            "name with half of a surrogate pair",
            tls(pem(TestPki.named(EC, new byte[] {(byte) 0xed, (byte) 0xa0, 1, 'x'}, false)), KEY),
            "has a damaged certificate under tls.crt, number 1"),
        arguments(
            "name with a code point that is no character",
            tls(
                pem(TestPki.named(EC, new byte[] {(byte) 0xef, (byte) 0xbf, (byte) 0xbe}, false)),
                KEY),
            "has a damaged certificate under tls.crt, number 1"),
        arguments(
            "EC key that may not sign",
            tls(pem(TestPki.named(EC, "shop".getBytes(StandardCharsets.UTF_8), true)), KEY),
            "has a certificate for an EC key that may not sign (its keyUsage lacks"
                + " digitalSignature)"),
        arguments(
            "for no host",
            tls(pem(TestPki.nameless(EC, GeneralName.rfc822Name)), KEY),
            "has a certificate that is for no host: it has neither a common name nor a subject"
                + " alternative name"),
        arguments(
            "RSA key with parameters",
            tls(pem(TestPki.rsaWithParameters(RSA)), pem(RSA)),
            "has a certificate for a damaged public key"),
        arguments(
            "staple that must be there",
            tls(pem(certificate(EC, TestPki.FROM, TestPki.TO, true)), KEY),
            "has a certificate that must go with an OCSP response, and no usable one"));
  }

  private static byte[] longer(org.bouncycastle.cert.X509CertificateHolder certificate) {
    try {
      byte[] encoded = certificate.getEncoded();
      return java.util.Arrays.copyOf(encoded, encoded.length + 1);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("certificates")
  void leavesOutACertificateAndSaysWhy(String what, Map<String, String> data, String problem) {
    SecretResources resources =
        fixture.translate(
            view(List.of(encoded("istio-system", "shop", data))), "kubernetes://shop");

    assertThat(resources.secrets()).isEmpty();
    assertThat(text(resources))
        .containsExactly(
            "OST013 Gateway istio-system/gw spec.servers[0].tls.credentialName: Secret"
                + " istio-system/shop "
                + problem
                + ", so TLS handshakes of this server fail");
  }

  @Test
  void certificateWithAlternativeNamesAloneIsServed() {
    SecretResources resources =
        fixture.translate(
            view(
                List.of(
                    encoded(
                        "istio-system",
                        "shop",
                        tls(pem(TestPki.nameless(EC, GeneralName.dNSName)), KEY)))),
            "kubernetes://shop");

    assertThat(resources.secrets()).containsOnlyKeys("kubernetes://shop");
    assertThat(resources.diagnostics()).isEmpty();
  }

  static Stream<Arguments> authorities() {
    String expired = pem(certificate(EC, Y2020, Y2021, false));
    return Stream.of(
        arguments(
            "no entry", Map.of(), "has no key ca.crt or cacert, which authorities are read from"),
        arguments("empty", plain(Map.of("ca.crt", "")), "has nothing under ca.crt"),
        arguments("not PEM", plain(Map.of("ca.crt", "x")), "has no PEM text under ca.crt"),
        arguments("a key", plain(Map.of("cacert", KEY)), "has no certificate under cacert"),
        arguments(
            "all expired",
            plain(Map.of("ca.crt", expired)),
            "has a certificate that expired at 2021-01-01T00:00:00Z"),
        arguments(
            "revocation list is none",
            plain(Map.of("ca.crt", CERT, "ca.crl", CERT)),
            "has no revocation list under ca.crl"),
        arguments(
            "revocation list damaged",
            plain(Map.of("ca.crt", CERT, "ca.crl", pem("X509 CRL", new byte[] {0x30, 0}))),
            "has a damaged revocation list under ca.crl"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("authorities")
  void leavesOutAuthoritiesAndSaysWhy(String what, Map<String, String> data, String problem) {
    SecretResources resources =
        fixture.translate(
            view(List.of(encoded("istio-system", "shop-cacert", data))),
            "kubernetes://shop-cacert");

    assertThat(resources.secrets()).isEmpty();
    assertThat(text(resources))
        .containsExactly(
            "OST013 Gateway istio-system/gw spec.servers[0].tls.credentialName: Secret"
                + " istio-system/shop-cacert "
                + problem
                + ", so TLS handshakes of this server fail");
  }

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
