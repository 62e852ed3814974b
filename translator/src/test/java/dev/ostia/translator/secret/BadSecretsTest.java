package dev.ostia.translator.secret;

import static dev.ostia.translator.secret.SecretFixture.encoded;
import static dev.ostia.translator.secret.SecretFixture.text;
import static dev.ostia.translator.secret.SecretFixture.view;
import static dev.ostia.translator.secret.TestPki.base64;
import static dev.ostia.translator.secret.TestPki.certificate;
import static dev.ostia.translator.secret.TestPki.pem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way in which the certificate of a Secret can be wrong: it is left out, and it is said why.
 */
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
    Map<String, String> data = new TreeMap<>();
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

  static Stream<Arguments> entries() {
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
        arguments("not PEM", tls("hello", KEY), "has no PEM text under tls.crt"));
  }

  static Stream<Arguments> damagedText() {
    return Stream.of(
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
            "has a damaged private key under tls.key"));
  }

  static Stream<Arguments> unfit() {
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
            "has a private key under tls.key of an algorithm that Envoy does not take"));
  }

  static Stream<Arguments> refusedByEnvoy() {
    return Stream.of(
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

  private static byte[] longer(X509CertificateHolder certificate) {
    try {
      byte[] encoded = certificate.getEncoded();
      return Arrays.copyOf(encoded, encoded.length + 1);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"entries", "damagedText", "unfit", "refusedByEnvoy"})
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
}
