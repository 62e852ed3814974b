package dev.ostia.translator.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.TestObjects;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretAccessTest {

  private static String grant(String group, String kind, String namespace, String to) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: ReferenceGrant
    metadata: {name: g, namespace: apps}
    spec:
      from: [{group: "%s", kind: %s, namespace: %s}]
      to: [%s]
    """
        .formatted(group, kind, namespace, to);
  }

  private static boolean allowed(String grants, String sdsName, Kind owner, String namespace) {
    return new SecretAccess(TestObjects.view(grants), "istio-system")
        .isAllowed(
            SecretLocation.parse(sdsName, "istio-system").orElseThrow(),
            new ObjectKey(owner, namespace, "owner"));
  }

  @ParameterizedTest
  @CsvSource({
    // A plain name is read in the proxy's namespace, wherever the Gateway is.
    "kubernetes://shop,                        istio-system, true",
    "kubernetes://shop,                        apps,         true",
    "kubernetes://istio-system/shop,           apps,         true",
    "kubernetes://apps/shop,                   apps,         false",
    "kubernetes-gateway://istio-system/shop,   istio-system, true",
    "kubernetes-gateway://istio-system/shop,   apps,         false",
    "kubernetes-gateway://apps/shop,           apps,         false",
    "kubernetes-gateway://apps/shop,           istio-system, false",
    "configmap://apps/roots,                   istio-system, true"
  })
  void withoutGrantsOnlyTheProxysNamespaceIsOpen(
      String sdsName, String gatewayNamespace, boolean allowed) {
    assertThat(allowed("", sdsName, Kind.GATEWAY, gatewayNamespace)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "networking.istio.io,       Gateway,         istio-system, '{group: ~, kind: Secret}',         "
        + "    true",
    "gateway.networking.k8s.io, Gateway,         istio-system, '{group: ~, kind: Secret}',         "
        + "    true",
    "networking.istio.io,       Gateway,         istio-system, '{group: ~, kind: Secret, name:"
        + " shop}', true",
    "networking.istio.io,       Gateway,         istio-system, '{group: ~, kind: Secret, name: x}',"
        + "    false",
    "networking.istio.io,       Gateway,         istio-system, '{group: ~, kind: Service}',        "
        + "    false",
    "networking.istio.io,       Gateway,         istio-system, '{group: apps, kind: Secret}',      "
        + "     false",
    "networking.istio.io,       Gateway,         other,        '{group: ~, kind: Secret}',         "
        + "    false",
    "networking.istio.io,       DestinationRule, istio-system, '{group: ~, kind: Secret}',         "
        + "    false",
    "other.io,                  Gateway,         istio-system, '{group: ~, kind: Secret}',         "
        + "    false"
  })
  void grantOpensWhatItNames(
      String group, String kind, String namespace, String to, boolean allowed) {
    String grants = grant(group, kind, namespace, to.replace("~", "\"\""));

    for (String name :
        List.of(
            "kubernetes-gateway://apps/shop",
            "kubernetes://apps/shop",
            "kubernetes-gateway://apps/shop-cacert")) {
      assertThat(allowed(grants, name, Kind.GATEWAY, "istio-system")).as(name).isEqualTo(allowed);
    }
  }

  @Test
  void grantForRulesLetsRulesIn() {
    String grants =
        grant("networking.istio.io", "DestinationRule", "shop", "{group: \"\", kind: Secret}");

    assertThat(allowed(grants, "kubernetes://apps/client", Kind.DESTINATION_RULE, "shop")).isTrue();
    assertThat(allowed(grants, "kubernetes://apps/client", Kind.GATEWAY, "shop")).isFalse();
  }

  @Test
  void deniedReferenceIsReportedAndBlocksNobody() {
    SecretReference denied = SecretFixture.reference("kubernetes-gateway://apps/shop");
    SecretReference good = SecretFixture.reference("kubernetes://own");
    var pair = TestPki.ec("secp256r1");
    var entries =
        java.util.Map.of(
            "tls.crt", TestPki.pem(TestPki.certificate(pair)), "tls.key", TestPki.pem(pair));
    SecretResources resources =
        new SecretTranslator(dev.ostia.translator.config.Proxy.defaultIngressGateway())
            .translate(
                SecretFixture.view(
                    List.of(
                        SecretFixture.secret("apps", "shop", entries),
                        SecretFixture.secret("istio-system", "own", entries))),
                List.of(Set.of(denied, good)));

    assertThat(resources.secrets()).containsOnlyKeys("kubernetes://own");
    assertThat(SecretFixture.text(resources))
        .containsExactly(
            "OST014 Gateway istio-system/gw spec.servers[0].tls.credentialName: Secret apps/shop"
                + " is not in the gateway's namespace istio-system, and no ReferenceGrant allows"
                + " it, so TLS handshakes of this server fail");
    assertThat(resources.diagnostics().getFirst().advice())
        .isEqualTo(
            "Add a ReferenceGrant in namespace apps from Gateway (group networking.istio.io) of"
                + " namespace istio-system to this Secret, or copy the Secret to istio-system");
  }
}
