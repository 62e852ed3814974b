package dev.ostia.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.cli.Cli;
import dev.ostia.controlplane.group.GroupListener;
import dev.ostia.controlplane.group.ProxyGroups;
import dev.ostia.controlplane.source.files.FileSource;
import dev.ostia.controlplane.source.files.FileSourceOptions;
import dev.ostia.controlplane.store.ConfigStore;
import dev.ostia.controlplane.xds.XdsListener;
import dev.ostia.controlplane.xds.XdsOptions;
import dev.ostia.controlplane.xds.XdsServer;
import dev.ostia.envoy.binary.EnvoyBinary;
import dev.ostia.envoy.bootstrap.BootstrapOptions;
import dev.ostia.envoy.bootstrap.EnvoyBootstrap;
import dev.ostia.envoy.bootstrap.GatewayIdentity;
import dev.ostia.envoy.bootstrap.HostPort;
import dev.ostia.envoy.process.EnvoyOptions;
import dev.ostia.envoy.process.EnvoyProcess;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.config.MeshConfig;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate of a server is replaced again and again while the gateway carries traffic. */
class CertificateRotationIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ROTATIONS = 20;

  private final int port = OstiaProcess.freePort();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();

  @TempDir private Path temp;

  private final XdsListener listener =
      new XdsListener() {
        @Override
        public void onSend(
            long streamId,
            String nodeId,
            String typeUrl,
            Set<String> names,
            String version,
            int bytes) {
          sent.add(typeUrl + " " + names);
        }

        @Override
        public void onAck(long streamId, String nodeId, String typeUrl, String version) {
          if (typeUrl.equals(ResourceType.SECRET.typeUrl())) {
            acknowledged.incrementAndGet();
          }
        }

        @Override
        public void onNack(
            long streamId, String nodeId, String typeUrl, Set<String> names, String error) {
          refused.add(error);
        }
      };

  /** From the ACK until the next change every new connection must be shown this serial. */
  private record Period(long fromNanos, long untilNanos, BigInteger serial) {}

  @Test
  void twentyNewCertificatesUnderLoad() throws Exception {
    Path config = Files.createDirectory(temp.resolve("config"));
    try (NamedBackend backend = new NamedBackend("app")) {
      Files.writeString(
          config.resolve("app.yaml"),
          gateway() + "---\n" + Yaml.service("app", backend.port()) + "---\n" + route());
      BigInteger first = rotate(config, 0);
      try (ConfigStore store =
              new ConfigStore(
                  MeshConfig.defaults(),
                  List.of(new FileSource(List.of(config), new FileSourceOptions("istio-system"))));
          ProxyGroups groups = new ProxyGroups(new GroupListener() {}, true);
          XdsServer xds = new XdsServer(options(), groups, listener).start()) {
        store.addListener(groups);
        store.start();
        try (EnvoyProcess envoy = envoy(xds.port())) {
          envoy.awaitReady(PATIENCE);
          await()
              .atMost(PATIENCE)
              .untilAsserted(() -> assertThat(TlsSerial.shownOn(port)).hasValue(first));
          await().atMost(PATIENCE).until(() -> acknowledged.get() > 0);
          rotateUnderLoad(config, envoy);
        }
      }
    }
  }

  private void rotateUnderLoad(Path config, EnvoyProcess envoy) throws Exception {
    sent.clear();
    long listeners = envoy.admin().stat("listener_manager.listener_modified");
    List<Period> periods = new ArrayList<>();
    try (TlsLoad load = TlsLoad.on(port)) {
      for (int i = 1; i <= ROTATIONS; i++) {
        int before = acknowledged.get();
        BigInteger serial = rotate(config, i);
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(2))
            .until(() -> acknowledged.get() > before);
        long from = System.nanoTime();
        int handshakes = load.handshakes().size();
        int kept = load.answersOnKept();
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    load.handshakes().size() >= handshakes + 10
                        && load.answersOnKept() >= kept + 10);
        periods.add(new Period(from, System.nanoTime(), serial));
      }
      assertThat(load.failures()).isEmpty();
      for (Period period : periods) {
        assertThat(load.handshakes())
            .filteredOn(
                one ->
                    one.startNanos() > period.fromNanos() && one.endNanos() < period.untilNanos())
            .isNotEmpty()
            .extracting(TlsLoad.Handshake::serial)
            .containsOnly(period.serial());
      }
    }
    assertThat(refused).isEmpty();
    assertThat(sent)
        .hasSize(ROTATIONS)
        .containsOnly(ResourceType.SECRET.typeUrl() + " [kubernetes://site]");
    assertThat(envoy.admin().stat("listener_manager.listener_modified")).isEqualTo(listeners);
    assertThat(envoy.admin().stat("listener_manager.total_listeners_draining")).isZero();
  }

  /** Puts a new certificate in the Secret; its serial number. */
  private BigInteger rotate(Path config, int number) throws Exception {
    Path folder = temp.resolve("certs-" + number);
    Cli run = Cli.run("certs", "--dir", folder);
    assertThat(run.exitCode()).as(run.err()).isZero();
    Path certificate = folder.resolve("server.crt");
    Yaml.replace(
        config.resolve("site.yaml"),
        """
        apiVersion: v1
        kind: Secret
        metadata:
          name: site
          namespace: istio-system
        type: kubernetes.io/tls
        data:
          tls.crt: %s
          tls.key: %s
        """
            .formatted(base64(certificate), base64(folder.resolve("server.key"))));
    try (var in = Files.newInputStream(certificate)) {
      return ((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in))
          .getSerialNumber();
    }
  }

  private static String base64(Path file) throws IOException {
    return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
  }

  private String gateway() {
    return """
    apiVersion: networking.istio.io/v1
    kind: Gateway
    metadata:
      name: gateway
    spec:
      selector:
        istio: ingressgateway
      servers:
      - port:
          number: %d
          name: https
          protocol: HTTPS
        hosts:
        - "*"
        tls:
          mode: SIMPLE
          credentialName: site
    """
        .formatted(port);
  }

  private static String route() {
    return Yaml.virtualService("app");
  }

  private static XdsOptions options() {
    return XdsOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  private static EnvoyProcess envoy(int xdsPort) {
    return EnvoyProcess.start(
        EnvoyBootstrap.of(
            BootstrapOptions.ephemeral(
                GatewayIdentity.DEFAULT, new HostPort("127.0.0.1", xdsPort))),
        EnvoyOptions.forTests(EnvoyBinary.locate(line -> {})));
  }
}
