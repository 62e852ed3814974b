package dev.ostia.translator.listener.tls;

import static dev.ostia.translator.ListenerFixture.gateway;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.ListenerFixture;
import dev.ostia.translator.ResourceType;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext.TrustChainVerification;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher.SanType;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol;
import org.junit.jupiter.api.Test;

/** Each field of {@code tls} as Envoy gets it. */
class DownstreamTlsTest {

  private static final String PIN = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  private static final String HASH =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static ListenerFixture server(String tls) {
    return ListenerFixture.of(
        gateway(
            "{port: {number: 443, name: a, protocol: HTTPS}, hosts: [a.com], tls: {%s}}"
                .formatted(tls)));
  }

  private static CommonTlsContext common(String tls) {
    return server(tls).tls(0).getCommonTlsContext();
  }

  private static CertificateValidationContext rules(String tls) {
    return common(tls).getCombinedValidationContext().getDefaultValidationContext();
  }

  @Test
  void simpleAsksForTheCertificateOverAds() {
    ListenerFixture made = server("mode: SIMPLE, credentialName: shop");
    CommonTlsContext common = made.tls(0).getCommonTlsContext();

    assertThat(made.tls(0).getRequireClientCertificate().getValue()).isFalse();
    assertThat(common.getAlpnProtocolsList()).containsExactly("h2", "http/1.1");
    assertThat(common.hasTlsParams()).isFalse();
    assertThat(common.hasCombinedValidationContext()).isFalse();
    assertThat(common.getTlsCertificateSdsSecretConfigsList())
        .singleElement()
        .satisfies(
            secret -> {
              assertThat(secret.getName()).isEqualTo("kubernetes://shop");
              assertThat(secret.getSdsConfig().hasAds()).isTrue();
              assertThat(secret.getSdsConfig().hasInitialFetchTimeout()).isFalse();
            });
  }

  @Test
  void mutualRequiresAClientCertificateOfTheAuthority() {
    ListenerFixture made = server("mode: MUTUAL, credentialName: shop");

    assertThat(made.tls(0).getRequireClientCertificate().getValue()).isTrue();
    assertThat(
            made.tls(0)
                .getCommonTlsContext()
                .getCombinedValidationContext()
                .getValidationContextSdsSecretConfig()
                .getName())
        .isEqualTo("kubernetes://shop-cacert");
  }

  @Test
  void optionalMutualChecksOnlyWhatIsShown() {
    ListenerFixture made = server("mode: OPTIONAL_MUTUAL, credentialName: shop");

    assertThat(made.tls(0).getRequireClientCertificate().getValue()).isFalse();
    assertThat(made.tls(0).getCommonTlsContext().hasCombinedValidationContext()).isTrue();
  }

  @Test
  void severalCredentialsShareTheAuthorityOfTheFirst() {
    CommonTlsContext common = common("mode: MUTUAL, credentialNames: [rsa, ecdsa]");

    assertThat(common.getTlsCertificateSdsSecretConfigsList())
        .extracting(secret -> secret.getName())
        .containsExactly("kubernetes://rsa", "kubernetes://ecdsa");
    assertThat(
            common.getCombinedValidationContext().getValidationContextSdsSecretConfig().getName())
        .isEqualTo("kubernetes://rsa-cacert");
  }

  @Test
  void authorityCanBeAnotherSecret() {
    CommonTlsContext common =
        common("mode: MUTUAL, credentialName: shop, caCertCredentialName: partners");

    assertThat(
            common.getCombinedValidationContext().getValidationContextSdsSecretConfig().getName())
        .isEqualTo("kubernetes://partners-cacert");
  }

  @Test
  void filesOfTheGatewayAreSecretsThatNameThem() {
    ListenerFixture made =
        server(
            "mode: MUTUAL, serverCertificate: /etc/c.pem, privateKey: /etc/k.pem,"
                + " caCertificates: /etc/ca.pem, caCrl: /etc/crl.pem");
    CommonTlsContext common = made.tls(0).getCommonTlsContext();
    var secrets = made.translation().resources(ResourceType.SECRET);

    assertThat(common.getTlsCertificateSdsSecretConfigs(0).getName())
        .isEqualTo("file-cert:/etc/c.pem~/etc/k.pem");
    Secret certificate = (Secret) requireNonNull(secrets.get("file-cert:/etc/c.pem~/etc/k.pem"));
    assertThat(certificate.getTlsCertificate().getCertificateChain().getFilename())
        .isEqualTo("/etc/c.pem");
    assertThat(certificate.getTlsCertificate().getPrivateKey().getFilename())
        .isEqualTo("/etc/k.pem");
    Secret authority = (Secret) requireNonNull(secrets.get("file-root:/etc/ca.pem~/etc/crl.pem"));
    assertThat(authority.getValidationContext().getTrustedCa().getFilename())
        .isEqualTo("/etc/ca.pem");
    assertThat(authority.getValidationContext().getCrl().getFilename()).isEqualTo("/etc/crl.pem");
  }

  @Test
  void severalPairsOfFiles() {
    CommonTlsContext common =
        common(
            "mode: SIMPLE, tlsCertificates: [{serverCertificate: /r~sa.pem, privateKey: /r.key},"
                + " {serverCertificate: /ec.pem, privateKey: /ec.key}]");

    assertThat(common.getTlsCertificateSdsSecretConfigsList())
        .extracting(secret -> secret.getName())
        .containsExactly("file-cert:/r%7Esa.pem~/r.key", "file-cert:/ec.pem~/ec.key");
  }

  @Test
  void clientsAreHeldToNamesAndPins() {
    CertificateValidationContext rules =
        rules(
            """
            mode: MUTUAL, credentialName: a,
              subjectAltNames: [spiffe://d/ns/x/sa/y, client.com, me@client.com, 10.1.2.3],
              verifyCertificateSpki: ['%s'], verifyCertificateHash: [%s], insecureSkipVerify: true
            """
                .formatted(PIN, HASH));

    assertThat(rules.getMatchTypedSubjectAltNamesList())
        .extracting(name -> name.getSanType() + " " + name.getMatcher().getExact())
        .containsExactly(
            SanType.URI + " spiffe://d/ns/x/sa/y",
            SanType.DNS + " client.com",
            SanType.EMAIL + " me@client.com",
            SanType.IP_ADDRESS + " 10.1.2.3");
    assertThat(rules.getVerifyCertificateSpkiList()).containsExactly(PIN);
    assertThat(rules.getVerifyCertificateHashList()).containsExactly(HASH);
    assertThat(rules.getTrustChainVerification())
        .isEqualTo(TrustChainVerification.ACCEPT_UNTRUSTED);
  }

  @Test
  void namesOfClientsHaveNoEffectWithSimple() {
    ListenerFixture made = server("mode: SIMPLE, credentialName: a, subjectAltNames: [c.com]");

    assertThat(made.tls(0).getCommonTlsContext().hasValidationContext()).isFalse();
    assertThat(made.said("Gateway default/gw"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "warning OST012 Gateway default/gw spec.servers[0].tls.subjectAltNames: "));
  }

  @Test
  void versionsCiphersAndCurves() {
    var parameters =
        common(
                "mode: SIMPLE, credentialName: a, minProtocolVersion: TLSV1_2,"
                    + " maxProtocolVersion: TLSV1_3, cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256,"
                    + " NONSENSE, '[ECDHE-ECDSA-AES128-GCM-SHA256|ECDHE-ECDSA-CHACHA20-POLY1305]',"
                    + " ECDHE-RSA-AES128-GCM-SHA256], ecdhCurves: [X25519, P-224]")
            .getTlsParams();

    assertThat(parameters.getTlsMinimumProtocolVersion()).isEqualTo(TlsProtocol.TLSv1_2);
    assertThat(parameters.getTlsMaximumProtocolVersion()).isEqualTo(TlsProtocol.TLSv1_3);
    assertThat(parameters.getCipherSuitesList())
        .containsExactly(
            "ECDHE-RSA-AES128-GCM-SHA256",
            "[ECDHE-ECDSA-AES128-GCM-SHA256|ECDHE-ECDSA-CHACHA20-POLY1305]");
    assertThat(parameters.getEcdhCurvesList()).containsExactly("X25519");
  }

  @Test
  void suitesThatLeaveNothingLeaveEnvoysDefaults() {
    ListenerFixture made = server("mode: SIMPLE, credentialName: a, cipherSuites: ['!AES128-SHA']");

    assertThat(made.tls(0).getCommonTlsContext().hasTlsParams()).isFalse();
    assertThat(made.said("Gateway default/gw").getFirst())
        .contains("spec.servers[0].tls.cipherSuites: it names no suite");
  }

  @Test
  void lowestVersionAboveTheHighestTakesNoConnection() {
    ListenerFixture made =
        server(
            "mode: SIMPLE, credentialName: a, minProtocolVersion: TLSV1_3,"
                + " maxProtocolVersion: TLSV1_2");

    assertThat(made.tcp(0).getCluster()).isEqualTo("BlackHoleCluster");
    assertThat(made.said("Gateway default/gw").getFirst())
        .contains("spec.servers[0].tls.minProtocolVersion");
  }
}
