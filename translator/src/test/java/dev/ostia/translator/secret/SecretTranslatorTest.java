package dev.ostia.translator.secret;

import static dev.ostia.translator.secret.SecretFixture.configMap;
import static dev.ostia.translator.secret.SecretFixture.secret;
import static dev.ostia.translator.secret.SecretFixture.text;
import static dev.ostia.translator.secret.SecretFixture.view;
import static dev.ostia.translator.secret.TestPki.certificate;
import static dev.ostia.translator.secret.TestPki.pem;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Proxy;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.Test;

class SecretTranslatorTest {

  private static final KeyPair PAIR = TestPki.ec("secp256r1");
  private static final KeyPair OTHER = TestPki.ec("secp384r1");
  private static final String CERT = pem(certificate(PAIR));
  private static final String KEY = pem(PAIR);
  private static final String OTHER_CERT = pem(certificate(OTHER));
  private static final String OTHER_KEY = pem(OTHER);
  private static final String NAME = "kubernetes://shop";
  private static final String CA_NAME = "kubernetes://shop-cacert";

  private final SecretFixture fixture = new SecretFixture();

  private static Secret get(SecretResources resources, String name) {
    return (Secret) requireNonNull(resources.secrets().get(name), () -> text(resources).toString());
  }

  private static String chain(SecretResources resources) {
    return get(resources, NAME)
        .getTlsCertificate()
        .getCertificateChain()
        .getInlineBytes()
        .toStringUtf8();
  }

  private static String authorities(SecretResources resources) {
    return get(resources, CA_NAME)
        .getValidationContext()
        .getTrustedCa()
        .getInlineBytes()
        .toStringUtf8();
  }

  private SecretResources translate(Map<String, String> entries, String... names) {
    return fixture.translate(view(List.of(secret("istio-system", "shop", entries))), names);
  }

  @Test
  void givesCertificateAndKeyUnderTheNameThatEnvoyAsksWith() {
    SecretResources resources = translate(Map.of("tls.crt", CERT, "tls.key", KEY), NAME);

    Secret secret = get(resources, NAME);
    assertThat(secret.getName()).isEqualTo("kubernetes://shop");
    assertThat(chain(resources)).isEqualTo(CERT);
    assertThat(secret.getTlsCertificate().getPrivateKey().getInlineBytes().toStringUtf8())
        .startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(resources.origins().get(NAME))
        .extracting(Object::toString)
        .containsExactly("Secret istio-system/shop");
    assertThat(resources.diagnostics()).isEmpty();
  }

  @Test
  void prefersTheGenericKeysWhereBothPairsAreThere() {
    assertThat(
            chain(
                translate(
                    Map.of("cert", OTHER_CERT, "key", OTHER_KEY, "tls.crt", CERT, "tls.key", KEY),
                    NAME)))
        .isEqualTo(OTHER_CERT);
    assertThat(chain(translate(Map.of("cert", OTHER_CERT, "tls.crt", CERT, "tls.key", KEY), NAME)))
        .isEqualTo(CERT);
  }

  @Test
  void takesKeysOfTheOlderForms() throws Exception {
    KeyPair rsa = TestPki.rsa(2048);
    byte[] pkcs1 =
        PrivateKeyInfo.getInstance(rsa.getPrivate().getEncoded())
            .parsePrivateKey()
            .toASN1Primitive()
            .getEncoded();
    byte[] sec1 =
        PrivateKeyInfo.getInstance(PAIR.getPrivate().getEncoded())
            .parsePrivateKey()
            .toASN1Primitive()
            .getEncoded();

    assertThat(
            translate(
                    Map.of(
                        "tls.crt", pem(certificate(rsa)), "tls.key", pem("RSA PRIVATE KEY", pkcs1)),
                    NAME)
                .secrets())
        .containsKey(NAME);
    assertThat(
            translate(Map.of("tls.crt", CERT, "tls.key", pem("EC PRIVATE KEY", sec1)), NAME)
                .secrets())
        .containsKey(NAME);
  }

  @Test
  void keepsTheWholeChainAndPassesOverTextAround() {
    assertThat(
            chain(
                translate(
                    Map.of("tls.crt", "# own\n" + CERT + "\nissuer\n" + OTHER_CERT, "tls.key", KEY),
                    NAME)))
        .isEqualTo(CERT + OTHER_CERT);
  }

  @Test
  void readsAuthoritiesFromTheSecretOfTheCertificate() {
    assertThat(
            authorities(
                translate(Map.of("tls.crt", CERT, "tls.key", KEY, "ca.crt", OTHER_CERT), CA_NAME)))
        .isEqualTo(OTHER_CERT);
    assertThat(authorities(translate(Map.of("cacert", CERT, "ca.crt", OTHER_CERT), CA_NAME)))
        .isEqualTo(CERT);
  }

  @Test
  void secretOfItsOwnForAuthoritiesComesFirstAndHasNoFallback() {
    ConfigObject<?> shared = secret("istio-system", "shop", Map.of("ca.crt", CERT));
    ConfigObject<?> own = secret("istio-system", "shop-cacert", Map.of("ca.crt", OTHER_CERT));
    ConfigObject<?> bare = secret("istio-system", "shop-cacert", Map.of("tls.crt", CERT));

    assertThat(authorities(fixture.translate(view(List.of(shared, own)), CA_NAME)))
        .isEqualTo(OTHER_CERT);
    assertThat(fixture.translate(view(List.of(shared, bare)), CA_NAME).secrets()).isEmpty();
  }

  @Test
  void revocationListsGoWithTheAuthorities() {
    String revoked = TestPki.revocationList(PAIR);
    SecretResources resources = translate(Map.of("ca.crt", CERT, "ca.crl", revoked), CA_NAME);

    assertThat(
            get(resources, CA_NAME).getValidationContext().getCrl().getInlineBytes().toStringUtf8())
        .isEqualTo(revoked);
  }

  @Test
  void authoritiesMayStandInAConfigMap() {
    SecretResources resources =
        fixture.translate(
            view(List.of(configMap("apps", "roots", Map.of("ca.crt", CERT)))),
            "configmap://apps/roots");

    assertThat(resources.secrets()).containsOnlyKeys("configmap://apps/roots");
  }

  @Test
  void saysWhereAMissingSecretWouldHaveToBe() {
    ConfigView view =
        view(List.of(secret("apps", "shop", Map.of("tls.crt", CERT, "tls.key", KEY))));
    SecretResources resources = fixture.translate(view, NAME);

    assertThat(resources.secrets()).isEmpty();
    assertThat(text(resources))
        .containsExactly(
            "IST0101 Gateway istio-system/gw spec.servers[0].tls.credentialName: Secret"
                + " istio-system/shop does not exist, so TLS handshakes of this server fail");
    assertThat(resources.diagnostics().getFirst().advice())
        .isEqualTo("There is one in apps; it has to be in istio-system");
  }

  @Test
  void namesThatCannotBeServedAreReported() {
    SecretResources resources =
        fixture.translate(view(List.of()), "sds://elsewhere", "kubernetes-gateway://shop");

    assertThat(text(resources))
        .containsExactlyInAnyOrder(
            "OST010 Gateway istio-system/gw spec.servers[0].tls.credentialName: sds://elsewhere"
                + " asks another SDS server, which is not supported, so TLS handshakes of this"
                + " server fail",
            "OST011 Gateway istio-system/gw spec.servers[0].tls.credentialName:"
                + " 'kubernetes-gateway://shop' names no Secret, so TLS handshakes of this server"
                + " fail");
  }

  @Test
  void nothingIsServedToAProxyThatMayHaveNoSecrets() {
    SecretTranslator translator =
        new SecretTranslator(Proxy.defaultIngressGateway().withoutSecrets());
    SecretResources resources =
        translator.translate(
            view(List.of(secret("istio-system", "shop", Map.of("tls.crt", CERT, "tls.key", KEY)))),
            List.of(Set.of(SecretFixture.reference(NAME))));

    assertThat(resources.secrets()).isEmpty();
    assertThat(text(resources))
        .containsExactly(
            "OST014 Gateway istio-system/gw spec.servers[0].tls.credentialName: secrets are sent"
                + " only over an xDS connection that stays on this machine or on which the gateway"
                + " shows a certificate or a token, so TLS handshakes of this server fail");
  }

  @Test
  void aCertificateEndsAndBeginsToBeValidWhileNothingElseChanges() {
    ConfigView objects =
        view(List.of(secret("istio-system", "shop", Map.of("tls.crt", CERT, "tls.key", KEY))));
    Instant last = Instant.parse("2027-01-01T00:00:00Z");

    SecretResources early = fixture.translate(objects.at(TestPki.FROM.minusSeconds(1)), NAME);
    SecretResources good = fixture.translate(objects.at(early.validUntil()), NAME);
    SecretResources still = fixture.translate(objects.at(last.plusMillis(999)), NAME);
    SecretResources late = fixture.translate(objects.at(good.validUntil()), NAME);

    assertThat(early.secrets()).isEmpty();
    assertThat(early.validUntil()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(good.secrets()).containsKey(NAME);
    assertThat(good.validUntil()).isEqualTo(Instant.parse("2027-01-01T00:00:01Z"));
    assertThat(still).isSameAs(good);
    assertThat(late.secrets()).isEmpty();
    assertThat(late.validUntil()).isEqualTo(Instant.MAX);
  }

  @Test
  @SuppressWarnings("ReferenceEquality") // an unchanged secret is the same instance
  void oneOfThousandSecretsReplacedChangesExactlyItsResource() {
    List<ConfigObject<?>> secrets = new ArrayList<>();
    String[] names = new String[1000];
    for (int i = 0; i < names.length; i++) {
      secrets.add(secret("istio-system", "s" + i, Map.of("tls.crt", CERT, "tls.key", KEY)));
      names[i] = "kubernetes://s" + i;
    }
    ConfigView first = view(secrets);
    SecretResources before = fixture.translate(first, names);
    SecretResources after =
        fixture.translate(
            first.with(
                List.of(
                    secret(
                        "istio-system",
                        "s500",
                        Map.of("tls.crt", OTHER_CERT, "tls.key", OTHER_KEY))),
                Set.of()),
            names);

    assertThat(before.secrets()).hasSize(1000);
    assertThat(after.secrets()).hasSize(1000);
    List<String> changed = new ArrayList<>();
    for (String name : names) {
      if (after.secrets().get(name) != before.secrets().get(name)) {
        changed.add(name);
      }
    }
    assertThat(changed).containsExactly("kubernetes://s500");
  }

  @Test
  void printsNothingThatIsSecret() {
    SecretResources resources = translate(Map.of("tls.crt", CERT, "tls.key", KEY), NAME);
    String line = KEY.lines().skip(1).findFirst().orElseThrow();

    assertThat(resources.toString()).isEqualTo("SecretResources[kubernetes://shop]");
    assertThat(
            CertificateReader.read(
                    SecretData.of(secret("a", "b", Map.of("tls.crt", CERT, "tls.key", KEY))))
                .toString())
        .doesNotContain(line)
        .doesNotContain("inline");
  }
}
