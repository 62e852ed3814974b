package dev.ostia.cli.kubernetes;

import static org.awaitility.Awaitility.await;

import dev.ostia.cli.e2e.Http;
import dev.ostia.controlplane.ControlPlane;
import dev.ostia.controlplane.ControlPlaneOptions;
import dev.ostia.controlplane.kubernetes.ClusterClient;
import dev.ostia.controlplane.source.kubernetes.KubernetesOptions;
import dev.ostia.controlplane.source.kubernetes.KubernetesSource;
import dev.ostia.controlplane.status.StatusOptions;
import dev.ostia.controlplane.xds.XdsOptions;
import dev.ostia.envoy.binary.EnvoyBinary;
import dev.ostia.envoy.bootstrap.BootstrapOptions;
import dev.ostia.envoy.bootstrap.EnvoyBootstrap;
import dev.ostia.envoy.bootstrap.GatewayIdentity;
import dev.ostia.envoy.bootstrap.HostPort;
import dev.ostia.envoy.process.EnvoyOptions;
import dev.ostia.envoy.process.EnvoyProcess;
import dev.ostia.translator.config.MeshConfig;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** A control plane that reads an API server, and one Envoy. */
final class RunningGateway implements AutoCloseable {

  private static final Duration LONG = Duration.ofSeconds(90);

  private final KubernetesClient client;
  private final ControlPlane controlPlane;
  private final EnvoyProcess envoy;

  private RunningGateway(KubernetesClient client, ControlPlane controlPlane, EnvoyProcess envoy) {
    this.client = client;
    this.controlPlane = controlPlane;
    this.envoy = envoy;
  }

  /** Starts both and waits until they are ready. */
  static RunningGateway start(Config config) throws Exception {
    KubernetesClient client = ClusterClient.connect(config);
    ControlPlane controlPlane = controlPlane(client, "one");
    controlPlane.ready().get(LONG.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
    EnvoyProcess envoy =
        EnvoyProcess.start(
            EnvoyBootstrap.of(
                BootstrapOptions.ephemeral(
                    GatewayIdentity.DEFAULT, new HostPort("127.0.0.1", controlPlane.xdsPort()))),
            EnvoyOptions.forTests(EnvoyBinary.locate(line -> {})));
    envoy.awaitReady(LONG);
    return new RunningGateway(client, controlPlane, envoy);
  }

  /** A control plane alone, which may not be ready. */
  static ControlPlane controlPlane(KubernetesClient client, String identity) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    KubernetesSource source =
        new KubernetesSource(
            client,
            new KubernetesOptions(List.of(), Duration.ofMillis(200), Duration.ofMillis(500)));
    return ControlPlane.start(
        new ControlPlaneOptions(
                List.of(source), MeshConfig.defaults(), null, XdsOptions.at(any), any)
            .withStatus(new StatusOptions(client, source::observed, "ostia-system", identity, 50)));
  }

  /** An admin page of the control plane. */
  static String page(ControlPlane controlPlane, String path) throws InterruptedException {
    return Http.get(controlPlane.adminAddress().getPort(), path);
  }

  String page(String path) throws InterruptedException {
    return page(controlPlane, path);
  }

  /** The value of one of Envoy's counters. */
  long stat(String name) throws IOException {
    return envoy.admin().stat(name);
  }

  /** What Envoy works with, load assignments included. */
  String envoyConfig() throws InterruptedException {
    return Http.get(envoy.adminPort(), "/config_dump?include_eds");
  }

  static void awaitAnswer(int port, String path, String answer) {
    await(path + " on " + port + " is " + answer)
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Http.get(port, path), answer::equals);
  }

  @Override
  public void close() {
    envoy.close();
    controlPlane.close();
    client.close();
  }
}
