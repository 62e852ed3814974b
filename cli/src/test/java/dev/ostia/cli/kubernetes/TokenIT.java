package dev.ostia.cli.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.cli.Cli;
import dev.ostia.cli.LogLines;
import dev.ostia.controlplane.ControlPlane;
import dev.ostia.controlplane.kubernetes.ClusterClient;
import dev.ostia.controlplane.kubernetes.TokenReviews;
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
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real Envoy says by a service-account token who it is, and a real API server knows. */
@ExtendWith(SharedApiServer.class)
class TokenIT {

  private final TestCluster cluster;
  private final int port = ApiServer.freePort();
  @TempDir private Path folder;
  private KubernetesClient client;

  TokenIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void prepare() throws Exception {
    client = ClusterClient.connect(cluster.config());
    assertThat(Cli.run("certs", "--dir", folder.resolve("certs")).exitCode()).isZero();
    Files.createDirectory(folder.resolve("projected"));
  }

  @AfterEach
  void close() {
    client.close();
  }

  private Path certificate(String name) {
    return folder.resolve("certs").resolve(name);
  }

  /** Replaces the token as the kubelet does: a link to the folder with all of them is moved. */
  private void project(String token) throws Exception {
    Path projected = folder.resolve("projected");
    Path next = Files.createTempDirectory(projected, "..data-");
    Files.writeString(next.resolve("token"), token);
    Path link = projected.resolve("..next");
    Files.createSymbolicLink(link, next.getFileName());
    Files.move(link, projected.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    Path seen = projected.resolve("token");
    if (!Files.exists(seen)) {
      Files.createSymbolicLink(seen, Path.of("..data", "token"));
    }
  }

  private String token(String namespace, String audience) throws Exception {
    return cluster
        .api()
        .kubectl("", "create", "token", "gateway", "-n", namespace, "--audience=" + audience)
        .strip();
  }

  private ControlPlane controlPlane(Duration connectionAge) throws Exception {
    return RunningGateway.readOnly(
        client,
        xds ->
            xds.withTokens(new TokenReviews(client, "ostia"))
                .withMaxConnectionAge(connectionAge)
                .withTls(
                    new TlsFiles(
                        certificate("server.crt"),
                        certificate("server.key"),
                        certificate("ca.crt"),
                        true)));
  }

  private EnvoyProcess envoy(ControlPlane controlPlane, String namespace) throws Exception {
    XdsTls tls =
        XdsSecretFiles.write(
            new XdsTls(certificate("ca.crt"), null, null, "127.0.0.1")
                .withToken(folder.resolve("projected/token")),
            folder.resolve("secret-files"));
    return EnvoyProcess.start(
        EnvoyBootstrap.of(
            BootstrapOptions.ephemeral(
                    GatewayIdentity.DEFAULT.withNamespace(namespace),
                    new HostPort("127.0.0.1", controlPlane.xdsPort()))
                .withXdsTls(tls)),
        EnvoyOptions.forTests(EnvoyBinary.locate(line -> {})));
  }

  private static void awaitLog(EnvoyProcess envoy, String text) {
    await(text).atMost(TestCluster.LONG).until(() -> envoy.logTail().contains(text));
  }

  @Test
  void wrongTokensAreRefusedAndTheRightOneIsTakenWithoutARestart() throws Exception {
    for (String namespace : new String[] {"edge", "foreign"}) {
      cluster.namespace(namespace);
      cluster.api().kubectl("", "create", "serviceaccount", "gateway", "-n", namespace);
    }
    cluster.apply(Objects.gateway("edge", port));
    project(token("edge", "somebody-else"));
    try (LogLines log = new LogLines();
        ControlPlane controlPlane = controlPlane(Duration.ofSeconds(3));
        EnvoyProcess envoy = envoy(controlPlane, "edge")) {
      awaitLog(
          envoy,
          "closed: 16, the service-account token is refused: the API server does not confirm it"
              + " for the audience 'ostia'");
      project("no.token.atall");
      awaitLog(envoy, "invalid bearer token");
      project(token("foreign", "ostia"));
      awaitLog(
          envoy,
          "closed: 7, the node says that it runs in namespace 'edge', and the service-account token"
              + " is for system:serviceaccount:foreign:gateway");
      assertThat(controlPlane.groups()).isEmpty();

      String right = token("edge", "ostia");
      project(right);
      envoy.awaitReady(TestCluster.LONG);
      RunningGateway.awaitAnswer(port, "/", "404");

      // While the API server is away the token that it confirmed is believed at the next
      // connection.
      long connections = envoy.admin().stat("cluster.xds-grpc;.upstream_cx_total");
      cluster.api().kill();
      try {
        await()
            .atMost(TestCluster.LONG)
            .until(
                () ->
                    envoy.admin().stat("cluster.xds-grpc;.upstream_cx_total") > connections + 1
                        && envoy.admin().stat("control_plane.connected_state") == 1);
      } finally {
        cluster.api().restart();
      }
      assertThat(envoy.logTail()).doesNotContain(right).doesNotContain("cannot be checked");
      assertThat(envoy.admin().get("/config_dump")).doesNotContain(right);
      assertThat(log.lines("")).noneMatch(line -> line.contains(right));
    }
  }
}
