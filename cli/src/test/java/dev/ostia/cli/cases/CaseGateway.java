package dev.ostia.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.controlplane.snapshot.SnapshotBuilder;
import dev.ostia.envoy.bootstrap.BootstrapOptions;
import dev.ostia.envoy.bootstrap.EnvoyBootstrap;
import dev.ostia.envoy.bootstrap.GatewayIdentity;
import dev.ostia.envoy.bootstrap.HostPort;
import dev.ostia.envoy.process.EnvoyOptions;
import dev.ostia.envoy.process.EnvoyProcess;
import dev.ostia.translator.Translation;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An Envoy that takes the configuration of one case after the other. */
final class CaseGateway implements AutoCloseable {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final String node;
  private final CaseSnapshots snapshots;
  private final EnvoyProcess envoy;

  CaseGateway(int number, Path binary, int xdsPort, CaseSnapshots snapshots) {
    GatewayIdentity identity = GatewayIdentity.DEFAULT.withName("case-gateway-" + number);
    this.node = identity.nodeId();
    this.snapshots = snapshots;
    snapshots.publish(
        node, new SnapshotBuilder().build(new Translation(Map.of(), Map.of(), List.of())));
    this.envoy =
        EnvoyProcess.start(
            EnvoyBootstrap.of(
                BootstrapOptions.ephemeral(identity, new HostPort("127.0.0.1", xdsPort))),
            EnvoyOptions.forTests(binary));
    envoy.awaitReady(LONG);
  }

  /**
   * Gives Envoy this configuration and waits until all of its listeners take connections and its
   * clusters have their endpoints.
   */
  void configure(Remapped remapped) {
    snapshots.publish(node, new SnapshotBuilder().build(remapped.translation()));
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(
            () -> {
              // Not a wait that can succeed later: a refused resource stays refused.
              assertThat(snapshots.refusals(node)).as("refused by Envoy").isEmpty();
              // A listener for TCP may open before the cluster behind it has its endpoints.
              assertThat(envoy.admin().stat("cluster_manager.warming_clusters")).isZero();
              for (SocketAddress address : remapped.listening()) {
                assertThat(isOpen(address)).as("%s is open", address).isTrue();
              }
            });
  }

  /**
   * Gives Envoy this configuration and waits until it has taken or refused it.
   *
   * @return what it refused
   */
  List<String> take(Translation translation) {
    Snapshot snapshot = new SnapshotBuilder().build(translation);
    snapshots.publish(node, snapshot);
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              assertThat(envoy.exit()).as("Envoy runs").isNotDone();
              return snapshots.settled(node).equals(snapshot.version())
                  || !snapshots.refusals(node).isEmpty();
            });
    return snapshots.refusals(node);
  }

  /** What Envoy refused since it started. */
  List<String> refusals() {
    return snapshots.refusals(node);
  }

  private static boolean isOpen(SocketAddress address) {
    String host = address.getAddress().equals("0.0.0.0") ? "127.0.0.1" : address.getAddress();
    try (Socket socket = new Socket(host, address.getPortValue())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    envoy.close();
  }
}
