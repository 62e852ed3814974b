package dev.ostia.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.ostia.cli.LogLines;
import dev.ostia.controlplane.ControlPlane;
import dev.ostia.controlplane.ControlPlaneOptions;
import dev.ostia.controlplane.source.files.FileSource;
import dev.ostia.controlplane.source.files.FileSourceOptions;
import dev.ostia.controlplane.xds.XdsOptions;
import dev.ostia.controlplane.xds.tls.TlsFiles;
import dev.ostia.envoy.binary.EnvoyBinary;
import dev.ostia.envoy.bootstrap.BootstrapOptions;
import dev.ostia.envoy.bootstrap.EnvoyBootstrap;
import dev.ostia.envoy.bootstrap.GatewayIdentity;
import dev.ostia.envoy.bootstrap.HostPort;
import dev.ostia.envoy.bootstrap.XdsSecretFiles;
import dev.ostia.envoy.bootstrap.XdsTls;
import dev.ostia.envoy.process.EnvoyOptions;
import dev.ostia.envoy.process.EnvoyProcess;
import dev.ostia.translator.config.MeshConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Envoys that connect to a secured control plane, with certificates of {@code ostia certs}. */
class SecuredXdsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int plainPort = OstiaProcess.freePort();
  private final int tlsPort = OstiaProcess.freePort();
  private final LogLines log = new LogLines("dev.ostia");

  @TempDir private Path temp;

  /** What the control plane and its proxies have. */
  private TriedCertificates ours;

  /** What the gateway shows; to the control plane it is foreign. */
  private TriedCertificates site;

  @BeforeEach
  void prepare() throws IOException {
    logger().setLevel(Level.DEBUG);
    ours = TriedCertificates.in(temp.resolve("ours"));
    site = TriedCertificates.in(temp.resolve("site"));
    Path config = Files.createDirectory(temp.resolve("config"));
    Files.writeString(
        config.resolve("gateway.yaml"),
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: edge, namespace: istio-system}
        spec:
          selector: {istio: ingressgateway}
          servers:
          - port: {number: %d, name: http, protocol: HTTP}
            hosts: ['*']
          - port: {number: %d, name: https, protocol: HTTPS}
            hosts: ['*']
            tls: {mode: SIMPLE, credentialName: site}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: site, namespace: istio-system}
        type: kubernetes.io/tls
        data:
          tls.crt: %s
          tls.key: %s
        """
            .formatted(plainPort, tlsPort, site.base64("server.crt"), site.base64("server.key")));
  }

  @AfterEach
  void stopListening() {
    log.close();
    logger().setLevel(null);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("dev.ostia");
  }

  private TlsFiles mutual() {
    return new TlsFiles(ours.file("server.crt"), ours.file("server.key"), ours.file("ca.crt"));
  }

  private ControlPlane controlPlane(String host, @Nullable TlsFiles tls) throws IOException {
    return ControlPlane.start(
        new ControlPlaneOptions(
            List.of(
                new FileSource(List.of(temp.resolve("config")), new FileSourceOptions("default"))),
            MeshConfig.defaults(),
            null,
            XdsOptions.at(new InetSocketAddress(host, 0)).withTls(tls),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
  }

  private XdsTls certificateOf(TriedCertificates whose, String proxy) {
    return new XdsTls(
        ours.file("ca.crt"), whose.file(proxy + ".crt"), whose.file(proxy + ".key"), "127.0.0.1");
  }

  private static EnvoyProcess envoy(ControlPlane controlPlane, @Nullable XdsTls tls) {
    BootstrapOptions options =
        BootstrapOptions.ephemeral(
                GatewayIdentity.DEFAULT, new HostPort("127.0.0.1", controlPlane.xdsPort()))
            .withXdsTls(tls);
    return EnvoyProcess.start(
        EnvoyBootstrap.of(options), EnvoyOptions.forTests(EnvoyBinary.locate(line -> {})));
  }

  @Test
  void theRightCertificateGetsConfigurationAndSecretAndNoKeyIsSeen() throws Exception {
    try (ControlPlane controlPlane = controlPlane("127.0.0.1", mutual());
        EnvoyProcess envoy = envoy(controlPlane, certificateOf(ours, "istio-system.gw"))) {
      envoy.awaitReady(PATIENCE);
      awaitAnswer("404");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(TlsSerial.shownOn(tlsPort)).hasValue(site.serverSerial()));

      String admin = "/config_dump?include_eds";
      List<String> seen =
          new ArrayList<>(List.of(envoy.admin().get(admin), envoy.admin().get("/certs")));
      int port = controlPlane.adminAddress().getPort();
      for (String page :
          List.of("/", "/metrics", "/debug/status", "/debug/diagnostics", "/debug/config")) {
        seen.add(Http.get(port, page));
      }
      seen.add(envoy.logTail());
      seen.add(String.join("", log.lines("")));
      assertThat(seen.getFirst()).contains("kubernetes://site");
      assertThat(seen.get(6)).contains("kubernetes://site");
      for (String text : seen) {
        site.assertNotIn(text, "server.key");
        ours.assertNotIn(text, "server.key");
        ours.assertNotIn(text, "istio-system.gw.key");
      }
    }
  }

  @Test
  void aCertificateOfAnotherNamespaceIsRefused() throws Exception {
    try (ControlPlane controlPlane = controlPlane("127.0.0.1", mutual());
        EnvoyProcess envoy = envoy(controlPlane, certificateOf(ours, "payments.gw"))) {
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  envoy
                      .logTail()
                      .contains(
                          "closed: 7, the node says that it runs in namespace 'istio-system', and"
                              + " the client certificate is for"
                              + " spiffe://cluster.local/ns/payments/sa/gw"));
      assertThat(controlPlane.groups()).isEmpty();
      assertThat(Http.get(plainPort, "/")).isEqualTo("refused");
    }
  }

  @Test
  void aForeignCertificateAndNoneAreRefused() throws Exception {
    XdsTls none = new XdsTls(ours.file("ca.crt"), null, null, "127.0.0.1");
    for (XdsTls tls : List.of(certificateOf(site, "istio-system.gw"), none)) {
      try (ControlPlane controlPlane = controlPlane("127.0.0.1", mutual());
          EnvoyProcess envoy = envoy(controlPlane, tls)) {
        await().atMost(PATIENCE).until(() -> attempts(envoy) > 2);
        assertThat(controlPlane.groups()).isEmpty();
        assertThat(Http.get(plainPort, "/")).isEqualTo("refused");
      }
    }
  }

  private static long attempts(EnvoyProcess envoy) throws IOException {
    return envoy.admin().stat("cluster.xds-grpc;.upstream_cx_total");
  }

  @Test
  void aControlPlaneWithAnotherNameIsNotBelieved() throws Exception {
    XdsTls other =
        new XdsTls(
            ours.file("ca.crt"),
            ours.file("istio-system.gw.crt"),
            ours.file("istio-system.gw.key"),
            "ostia.example.com");
    try (ControlPlane controlPlane = controlPlane("127.0.0.1", mutual());
        EnvoyProcess envoy = envoy(controlPlane, other)) {
      await()
          .atMost(PATIENCE)
          .until(() -> envoy.admin().stat("cluster.xds-grpc;.ssl.fail_verify_san") > 0);
      assertThat(controlPlane.groups()).isEmpty();
    }
  }

  /** Envoy starts with a certificate that is refused, and is not restarted. */
  @Test
  void envoyFollowsItsOwnCertificate() throws Exception {
    Path own = Files.createDirectory(temp.resolve("own"));
    copy(site.file("istio-system.gw.crt"), own.resolve("gw.crt"));
    copy(site.file("istio-system.gw.key"), own.resolve("gw.key"));
    XdsTls tls =
        XdsSecretFiles.write(
            new XdsTls(
                ours.file("ca.crt"), own.resolve("gw.crt"), own.resolve("gw.key"), "127.0.0.1"),
            temp.resolve("secret-files"));
    try (ControlPlane controlPlane = controlPlane("127.0.0.1", mutual());
        EnvoyProcess envoy = envoy(controlPlane, tls)) {
      await().atMost(PATIENCE).until(() -> attempts(envoy) > 2);
      assertThat(controlPlane.groups()).isEmpty();

      copy(ours.file("istio-system.gw.crt"), own.resolve("gw.crt"));
      copy(ours.file("istio-system.gw.key"), own.resolve("gw.key"));

      envoy.awaitReady(PATIENCE);
      awaitAnswer("404");
      assertThat(envoy.admin().get("/config_dump")).contains("xds-certificate");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Yaml.replace(to, Files.readString(from));
  }

  @Test
  void plainTextOnLoopbackServesSecretsAndToOthersNone() throws Exception {
    try (ControlPlane controlPlane = controlPlane("127.0.0.1", null);
        EnvoyProcess envoy = envoy(controlPlane, null)) {
      envoy.awaitReady(PATIENCE);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(TlsSerial.shownOn(tlsPort)).hasValue(site.serverSerial()));
    }
    TlsFiles serverOnly = new TlsFiles(ours.file("server.crt"), ours.file("server.key"), null);
    try (ControlPlane controlPlane = controlPlane("0.0.0.0", null);
        EnvoyProcess envoy = envoy(controlPlane, null)) {
      assertServesAllButSecrets(controlPlane, envoy);
    }
    try (ControlPlane controlPlane = controlPlane("0.0.0.0", serverOnly);
        EnvoyProcess envoy =
            envoy(controlPlane, new XdsTls(ours.file("ca.crt"), null, null, "127.0.0.1"))) {
      assertServesAllButSecrets(controlPlane, envoy);
    }
    assertThat(log.lines("no Secret is served")).hasSize(2);
  }

  private void assertServesAllButSecrets(ControlPlane controlPlane, EnvoyProcess envoy)
      throws Exception {
    awaitAnswer("404");
    assertThat(envoy.admin().get("/config_dump?resource=dynamic_active_secrets"))
        .doesNotContain(site.base64("server.crt").substring(0, 100));
    assertThat(TlsSerial.shownOn(tlsPort)).isEmpty();
    assertThat(
            controlPlane.groups().stream()
                .flatMap(
                    group ->
                        group
                            .after()
                            .resources(dev.ostia.translator.ResourceType.SECRET)
                            .keySet()
                            .stream()))
        .isEmpty();
  }

  private void awaitAnswer(String answer) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Http.get(plainPort, "/"), answer::equals);
  }
}
