package dev.ostia.translator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.TestObjects;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Proxy;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code tls} of DestinationRules: where certificates come from, and what is checked. */
class UpstreamTlsTest {

  private static final String WHOLE = "outbound|443||backend.example";
  private static final String SUBSET = "outbound|443|v1|backend.example";

  private static ConfigView view(String rule) {
    return TestObjects.view(
        """
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: backend}
        spec:
          hosts: [backend.example]
          ports: [{number: 443, name: http, protocol: HTTP}]
          resolution: STATIC
          endpoints: [{address: 10.0.0.2, labels: {version: v1}}]
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: tls}
        spec:
          host: backend.example
        """
            + rule.indent(2));
  }

  private static ClusterResources translate(ConfigView view) {
    return new ClusterTranslator(Proxy.defaultIngressGateway()).translate(view, Set.of(WHOLE));
  }

  private static CommonTlsContext context(String rule) throws Exception {
    Cluster cluster = (Cluster) Objects.requireNonNull(translate(view(rule)).clusters().get(WHOLE));
    return cluster
        .getTransportSocket()
        .getTypedConfig()
        .unpack(UpstreamTlsContext.class)
        .getCommonTlsContext();
  }

  private static List<String> certificates(CommonTlsContext context) {
    return context.getTlsCertificateSdsSecretConfigsList().stream()
        .map(SdsSecretConfig::getName)
        .toList();
  }

  private static List<String> references(ClusterResources resources) {
    return resources.secrets().stream()
        .map(r -> r.sdsName() + " " + r.owner() + " " + r.field())
        .sorted()
        .toList();
  }

  @Test
  void simpleTakesAuthoritiesFromTheSecret() throws Exception {
    String rule =
        "trafficPolicy: {tls: {mode: SIMPLE, credentialName: c, subjectAltNames: [a.example]}}";
    CommonTlsContext context = context(rule);

    assertThat(certificates(context)).isEmpty();
    assertThat(
            context.getCombinedValidationContext().getValidationContextSdsSecretConfig().getName())
        .isEqualTo("kubernetes://c-cacert");
    assertThat(
            context
                .getCombinedValidationContext()
                .getDefaultValidationContext()
                .getMatchTypedSubjectAltNames(0)
                .getMatcher()
                .getExact())
        .isEqualTo("a.example");
    assertThat(references(translate(view(rule))))
        .containsExactly(
            "kubernetes://c-cacert DestinationRule default/tls"
                + " spec.trafficPolicy.tls.credentialName");
  }

  @Test
  void mutualTakesCertificateAndAuthoritiesFromTheSecret() throws Exception {
    CommonTlsContext context =
        context("trafficPolicy: {tls: {mode: MUTUAL, credentialName: c, sni: x.example}}");

    assertThat(certificates(context)).containsExactly("kubernetes://c");
    assertThat(
            context.getCombinedValidationContext().getValidationContextSdsSecretConfig().getName())
        .isEqualTo("kubernetes://c-cacert");
  }

  @Test
  void mutualWithoutVerifyingAsksForNoAuthorities() throws Exception {
    String rule =
        "trafficPolicy: {tls: {mode: MUTUAL, credentialName: c, insecureSkipVerify: true}}";
    CommonTlsContext context = context(rule);

    assertThat(certificates(context)).containsExactly("kubernetes://c");
    assertThat(context.hasCombinedValidationContext()).isFalse();
    assertThat(context.getValidationContext().hasTrustedCa()).isFalse();
    assertThat(references(translate(view(rule))))
        .containsExactly(
            "kubernetes://c DestinationRule default/tls spec.trafficPolicy.tls.credentialName");
  }

  @Test
  void mutualWithFiles() throws Exception {
    CommonTlsContext context =
        context(
            """
            trafficPolicy:
              tls:
                mode: MUTUAL
                clientCertificate: /etc/c.pem
                privateKey: /etc/k.pem
                caCertificates: /etc/ca.pem
                caCrl: /etc/crl.pem
            """);

    assertThat(context.getTlsCertificates(0).getCertificateChain().getFilename())
        .isEqualTo("/etc/c.pem");
    assertThat(context.getTlsCertificates(0).getPrivateKey().getFilename()).isEqualTo("/etc/k.pem");
    assertThat(context.getValidationContext().getTrustedCa().getFilename())
        .isEqualTo("/etc/ca.pem");
    assertThat(context.getValidationContext().getCrl().getFilename()).isEqualTo("/etc/crl.pem");
  }

  @Test
  void systemsAuthoritiesWhereNoneAreNamed() throws Exception {
    assertThat(
            context("trafficPolicy: {tls: {mode: SIMPLE}}")
                .getValidationContext()
                .getTrustedCa()
                .getFilename())
        .isEqualTo("/etc/ssl/certs/ca-certificates.crt");
  }

  @Test
  void mutualWithoutACertificateSendsNothing() {
    ClusterResources resources = translate(view("trafficPolicy: {tls: {mode: MUTUAL}}"));

    assertThat(resources.diagnostics())
        .extracting(d -> d.code().id() + " " + d.field() + " " + d.message())
        .containsExactly(
            "OST010 spec.trafficPolicy.tls mode MUTUAL needs a certificate with its key, in a"
                + " Secret or in files, so requests get 503 instead of going out in plain text");
  }

  @Test
  void referencesNameTheFieldOfPortAndSubset() {
    ConfigView view =
        view(
            """
            trafficPolicy:
              portLevelSettings:
              - port: {number: 443}
                tls: {mode: MUTUAL, credentialName: of-port}
            subsets:
            - name: v1
              labels: {version: v1}
              trafficPolicy: {tls: {mode: SIMPLE, credentialName: of-subset}}
            """);
    ClusterResources resources =
        new ClusterTranslator(Proxy.defaultIngressGateway()).translate(view, Set.of(WHOLE, SUBSET));

    assertThat(references(resources))
        .containsExactly(
            "kubernetes://of-port DestinationRule default/tls"
                + " spec.trafficPolicy.portLevelSettings[0].tls.credentialName",
            "kubernetes://of-port-cacert DestinationRule default/tls"
                + " spec.trafficPolicy.portLevelSettings[0].tls.credentialName",
            "kubernetes://of-subset-cacert DestinationRule default/tls"
                + " spec.subsets[0].trafficPolicy.tls.credentialName");
  }
}
