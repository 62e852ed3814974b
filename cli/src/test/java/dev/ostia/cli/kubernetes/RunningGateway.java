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
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A control plane that reads an API server, and one Envoy. */
final class RunningGateway implements AutoCloseable {

  private static final Duration LONG = TestCluster.LONG;
  private static final KubernetesOptions READING =
      new KubernetesOptions(List.of(), Duration.ofMillis(200), Duration.ofMillis(500));

  private static final Duration LEASE = Duration.ofSeconds(15);

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
    controlPlane.ready().get(LONG.toSeconds(), TimeUnit.SECONDS);
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
    KubernetesSource source = new KubernetesSource(client, READING);
    return ControlPlane.start(
        new ControlPlaneOptions(
                List.of(source), MeshConfig.defaults(), null, XdsOptions.at(any), any)
            .withStatus(new StatusOptions(client, source, "ostia-system", identity, 50, LEASE)));
  }

  /** A control plane that writes no status, ready. */
  static ControlPlane readOnly(KubernetesClient client) throws Exception {
    return readOnly(client, xds -> xds);
  }

  /** The same with another kind of xDS. */
  static ControlPlane readOnly(KubernetesClient client, UnaryOperator<XdsOptions> changed)
      throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ControlPlane controlPlane =
        ControlPlane.start(
            new ControlPlaneOptions(
                List.of(new KubernetesSource(client, READING)),
                MeshConfig.defaults(),
                null,
                changed.apply(XdsOptions.at(any)),
                any));
    controlPlane.ready().get(LONG.toSeconds(), TimeUnit.SECONDS);
    return controlPlane;
  }

  /** The version of what the gateway is given: a hash over all resources. */
  String version() {
    return controlPlane.groups().iterator().next().snapshot().version();
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
