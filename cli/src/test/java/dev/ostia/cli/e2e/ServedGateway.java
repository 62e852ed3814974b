package dev.ostia.cli.e2e;

import static org.awaitility.Awaitility.await;

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
import dev.ostia.translator.config.RouteLayout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A control plane in this JVM that serves a folder to a real Envoy, and what went between the two.
 */
final class ServedGateway implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofMinutes(2);

  /** One response of the control plane. */
  record Push(String typeUrl, Set<String> names) {}

  private final List<Push> pushes = new CopyOnWriteArrayList<>();
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private final AtomicInteger acknowledgedSecrets = new AtomicInteger();
  private final ConfigStore store;
  private final ProxyGroups groups;
  private final XdsServer xds;
  private final EnvoyProcess envoy;

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
          pushes.add(new Push(typeUrl, Set.copyOf(names)));
        }

        @Override
        public void onAck(long streamId, String nodeId, String typeUrl, String version) {
          if (typeUrl.equals(ResourceType.SECRET.typeUrl())) {
            acknowledgedSecrets.incrementAndGet();
          }
        }

        @Override
        public void onNack(
            long streamId, String nodeId, String typeUrl, Set<String> names, String error) {
          refusals.add(typeUrl + " " + names + ": " + error);
        }
      };

  /** Starts both; Envoy is ready when this returns. */
  ServedGateway(Path config) throws IOException {
    this(config, RouteLayout.LEAN);
  }

  /** The same with another layout. */
  ServedGateway(Path config, RouteLayout layout) throws IOException {
    store =
        new ConfigStore(
            MeshConfig.defaults(),
            List.of(new FileSource(List.of(config), new FileSourceOptions("istio-system"))));
    groups = new ProxyGroups(new GroupListener() {}, true, layout);
    xds =
        new XdsServer(
                XdsOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                groups,
                listener)
            .start();
    store.addListener(groups);
    store.start();
    envoy =
        EnvoyProcess.start(
            EnvoyBootstrap.of(
                BootstrapOptions.ephemeral(
                    GatewayIdentity.DEFAULT, new HostPort("127.0.0.1", xds.port()))),
            EnvoyOptions.forTests(EnvoyBinary.locate(line -> {})));
    envoy.awaitReady(PATIENCE);
  }

  EnvoyProcess envoy() {
    return envoy;
  }

  /** What has been sent so far, in order. */
  List<Push> pushes() {
    return pushes;
  }

  /** What Envoy has refused so far. */
  List<String> refusals() {
    return refusals;
  }

  /** How many responses with secrets Envoy has taken. */
  int acknowledgedSecrets() {
    return acknowledgedSecrets.get();
  }

  /** Waits until Envoy has taken more responses with secrets than it had. */
  void awaitMoreSecrets(int before) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> acknowledgedSecrets.get() > before || !refusals.isEmpty());
  }

  @Override
  public void close() {
    envoy.close();
    xds.close();
    groups.close();
    store.close();
  }
}
