package dev.ostia.envoy.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.ApiConfigSource.ApiType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class EnvoyBootstrapTest {

  @Test
  void defaultsAreThoseOfIstiosIngressGateway() throws IOException {
    Bootstrap bootstrap = EnvoyBootstrap.of(BootstrapOptions.DEFAULT);

    Object expected = tree(resource("default.yaml"));
    assertThat(tree(BootstrapText.toYaml(bootstrap))).isEqualTo(expected);
    assertThat(tree(BootstrapText.toJson(bootstrap))).isEqualTo(expected);
    assertThat(tree(BootstrapText.toCompactJson(bootstrap))).isEqualTo(expected);
  }

  @Test
  void nodeIsNamedAsIstioNamesAGateway() {
    GatewayIdentity identity =
        new GatewayIdentity(
            "gw2", "edge", Map.of("app", "front", "istio", "gw2"), "r1/z1/s1", "10.0.0.7");
    Bootstrap bootstrap =
        EnvoyBootstrap.of(BootstrapOptions.ephemeral(identity, new HostPort("127.0.0.1", 15010)));

    assertThat(bootstrap.getNode().getId())
        .isEqualTo("router~10.0.0.7~gw2.edge~edge.svc.cluster.local");
    assertThat(bootstrap.getNode().getCluster()).isEqualTo("front.edge");
    assertThat(bootstrap.getNode().getLocality().getRegion()).isEqualTo("r1");
    assertThat(bootstrap.getNode().getLocality().getZone()).isEqualTo("z1");
    assertThat(bootstrap.getNode().getLocality().getSubZone()).isEqualTo("s1");
  }

  @Test
  void withoutAnAppLabelTheNameStandsForTheService() {
    assertThat(
            GatewayIdentity.DEFAULT
                .withName("gw2")
                .withLabels(Map.of("istio", "gw2"))
                .nodeCluster())
        .isEqualTo("gw2.istio-system");
  }

  @Test
  void stateOfTheWorldIsAnOption() {
    Bootstrap bootstrap =
        EnvoyBootstrap.of(BootstrapOptions.DEFAULT.withProtocol(XdsProtocol.SOTW));

    assertThat(bootstrap.getDynamicResources().getAdsConfig().getApiType()).isEqualTo(ApiType.GRPC);
  }

  @Test
  void aControlPlaneNamedByHostIsResolvedByDns() {
    Bootstrap bootstrap =
        EnvoyBootstrap.of(
            BootstrapOptions.ephemeral(
                GatewayIdentity.DEFAULT, HostPort.parse("ostia.istio-system.svc:15010")));

    assertThat(bootstrap.getStaticResources().getClusters(0).getType())
        .isEqualTo(Cluster.DiscoveryType.STRICT_DNS);
  }

  @Test
  void tlsToTheControlPlaneChecksItsNameAndShowsTheOwnCertificate() {
    BootstrapOptions options =
        BootstrapOptions.DEFAULT.withXdsTls(
            new XdsTls(
                Path.of("ca.crt"), Path.of("gw.crt"), Path.of("gw.key"), "ostia.example.com"));

    assertThat(tree(BootstrapText.toYaml(socketOnly(options))))
        .isEqualTo(
            tree(
                """
                static_resources:
                  clusters:
                  - transport_socket:
                      name: envoy.transport_sockets.tls
                      typed_config:
                        '@type': type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext
                        sni: ostia.example.com
                        common_tls_context:
                          tls_params:
                            tls_minimum_protocol_version: TLSv1_2
                            tls_maximum_protocol_version: TLSv1_3
                          alpn_protocols: [h2]
                          tls_certificates:
                          - certificate_chain: {filename: gw.crt}
                            private_key: {filename: gw.key}
                          validation_context:
                            trusted_ca: {filename: ca.crt}
                            match_typed_subject_alt_names:
                            - {san_type: DNS, matcher: {exact: ostia.example.com}}
                """));
  }

  @Test
  void filesOfTheConnectionAreFollowedByWayOfSecrets(@TempDir Path folder) throws IOException {
    XdsTls tls =
        XdsSecretFiles.write(
            new XdsTls(
                Path.of("/p/ca.crt"), Path.of("/q/gw.crt"), Path.of("/q/gw.key"), "o.example"),
            folder);

    assertThat(tree(BootstrapText.toYaml(socketOnly(BootstrapOptions.DEFAULT.withXdsTls(tls)))))
        .isEqualTo(
            tree(
                """
                static_resources:
                  clusters:
                  - transport_socket:
                      name: envoy.transport_sockets.tls
                      typed_config:
                        '@type': type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext
                        sni: o.example
                        common_tls_context:
                          tls_params:
                            tls_minimum_protocol_version: TLSv1_2
                            tls_maximum_protocol_version: TLSv1_3
                          alpn_protocols: [h2]
                          tls_certificate_sds_secret_configs:
                          - name: xds-certificate
                            sds_config:
                              path_config_source: {path: FOLDER/xds-certificate.json}
                              resource_api_version: V3
                          combined_validation_context:
                            default_validation_context:
                              match_typed_subject_alt_names:
                              - {san_type: DNS, matcher: {exact: o.example}}
                            validation_context_sds_secret_config:
                              name: xds-authorities
                              sds_config:
                                path_config_source: {path: FOLDER/xds-authorities.json}
                                resource_api_version: V3
                """
                    .replace("FOLDER", folder.toString())));
    assertThat(tree(Files.readString(folder.resolve("xds-certificate.json"))))
        .isEqualTo(
            tree(
                """
                resources:
                - '@type': type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret
                  name: xds-certificate
                  tls_certificate:
                    certificate_chain: {filename: /q/gw.crt}
                    private_key: {filename: /q/gw.key}
                    watched_directory: {path: /q}
                """));
    assertThat(tree(Files.readString(folder.resolve("xds-authorities.json"))))
        .isEqualTo(
            tree(
                """
                resources:
                - '@type': type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret
                  name: xds-authorities
                  validation_context:
                    trusted_ca: {filename: /p/ca.crt}
                    watched_directory: {path: /p}
                """));
  }

  @Test
  void anAddressIsComparedAsOneAndIsNoSni() {
    BootstrapOptions options =
        BootstrapOptions.DEFAULT.withXdsTls(new XdsTls(Path.of("ca.crt"), null, null, "10.0.0.7"));

    assertThat(BootstrapText.toYaml(socketOnly(options)))
        .contains("san_type: IP_ADDRESS")
        .doesNotContain("sni:")
        .doesNotContain("tls_certificates");
  }

  /** The bootstrap with nothing in it but the transport socket of the connection. */
  private static Bootstrap socketOnly(BootstrapOptions options) {
    Bootstrap.Builder bootstrap = Bootstrap.newBuilder();
    bootstrap
        .getStaticResourcesBuilder()
        .addClusters(
            Cluster.newBuilder()
                .setTransportSocket(
                    EnvoyBootstrap.of(options)
                        .getStaticResources()
                        .getClusters(0)
                        .getTransportSocket()));
    return bootstrap.build();
  }

  @Test
  void portsOfZeroAreLeftOut() {
    Bootstrap bootstrap =
        EnvoyBootstrap.of(
            BootstrapOptions.ephemeral(GatewayIdentity.DEFAULT, new HostPort("127.0.0.1", 15010)));

    assertThat(bootstrap.getStaticResources().getListenersList()).isEmpty();
    assertThat(bootstrap.getStaticResources().getClustersList())
        .extracting(Cluster::getName)
        .containsExactly("xds-grpc");
  }

  @Test
  void statusPortsNeedAFixedAdminPort() {
    assertThatThrownBy(
            () ->
                new BootstrapOptions(
                    GatewayIdentity.DEFAULT,
                    new HostPort("127.0.0.1", 15010),
                    XdsProtocol.DELTA,
                    new HostPort("127.0.0.1", 0),
                    new HostPort("127.0.0.1", 15021),
                    new HostPort("127.0.0.1", 0),
                    1000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be a fixed one");
  }

  private static Object tree(String yamlOrJson) {
    return new Load(LoadSettings.builder().build()).loadFromString(yamlOrJson);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = EnvoyBootstrapTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
