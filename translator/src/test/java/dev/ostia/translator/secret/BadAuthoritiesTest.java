package dev.ostia.translator.secret;

import static dev.ostia.translator.secret.SecretFixture.secret;
import static dev.ostia.translator.secret.SecretFixture.text;
import static dev.ostia.translator.secret.SecretFixture.view;
import static dev.ostia.translator.secret.TestPki.certificate;
import static dev.ostia.translator.secret.TestPki.pem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way in which the authorities of a Secret can be wrong: they are left out, and it is said
 * why.
 */
class BadAuthoritiesTest {

  private static final KeyPair EC = TestPki.ec("secp256r1");
  private static final String CERT = pem(certificate(EC));
  private static final String KEY = pem(EC);
  private static final Instant Y2020 = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant Y2021 = Instant.parse("2021-01-01T00:00:00Z");

  private final SecretFixture fixture = new SecretFixture();

  static Stream<Arguments> authorities() {
    String expired = pem(certificate(EC, Y2020, Y2021, false));
    return Stream.of(
        arguments(
            "no entry", Map.of(), "has no key ca.crt or cacert, which authorities are read from"),
        arguments("empty", Map.of("ca.crt", ""), "has nothing under ca.crt"),
        arguments("not PEM", Map.of("ca.crt", "x"), "has no PEM text under ca.crt"),
        arguments("a key", Map.of("cacert", KEY), "has no certificate under cacert"),
        arguments(
            "all expired",
            Map.of("ca.crt", expired),
            "has a certificate that expired at 2021-01-01T00:00:00Z"),
        arguments(
            "revocation list is none",
            Map.of("ca.crt", CERT, "ca.crl", CERT),
            "has no revocation list under ca.crl"),
        arguments(
            "revocation list damaged",
            Map.of("ca.crt", CERT, "ca.crl", pem("X509 CRL", new byte[] {0x30, 0})),
            "has a damaged revocation list under ca.crl"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("authorities")
  void leavesOutAuthoritiesAndSaysWhy(String what, Map<String, String> entries, String problem) {
    SecretResources resources =
        fixture.translate(
            view(List.of(secret("istio-system", "shop-cacert", entries))),
            "kubernetes://shop-cacert");

    assertThat(resources.secrets()).isEmpty();
    assertThat(text(resources))
        .containsExactly(
            "OST013 Gateway istio-system/gw spec.servers[0].tls.credentialName: Secret"
                + " istio-system/shop-cacert "
                + problem
                + ", so TLS handshakes of this server fail");
  }
}
