package dev.ostia.cli.live;

import static org.awaitility.Awaitility.await;

import dev.ostia.controlplane.ControlPlane;
import dev.ostia.controlplane.ControlPlaneOptions;
import dev.ostia.controlplane.source.files.FileSource;
import dev.ostia.controlplane.source.files.FileSourceOptions;
import dev.ostia.controlplane.xds.XdsOptions;
import dev.ostia.envoy.binary.EnvoyBinary;
import dev.ostia.envoy.bootstrap.BootstrapOptions;
import dev.ostia.envoy.bootstrap.EnvoyBootstrap;
import dev.ostia.envoy.bootstrap.GatewayIdentity;
import dev.ostia.envoy.bootstrap.HostPort;
import dev.ostia.envoy.process.EnvoyOptions;
import dev.ostia.envoy.process.EnvoyProcess;
import dev.ostia.translator.config.MeshConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A control plane that follows a folder, and a real Envoy that it feeds. */
public final class LiveGateway implements AutoCloseable {

  private static final Duration LONG = Duration.ofMinutes(2);

  private final ControlPlane controlPlane;
  private final EnvoyProcess envoy;

  private LiveGateway(ControlPlane controlPlane, EnvoyProcess envoy) {
    this.controlPlane = controlPlane;
    this.envoy = envoy;
  }

  /** Starts both, and waits until the gateway has its configuration. */
  public static LiveGateway start(Path config, String name) throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ControlPlane controlPlane =
        ControlPlane.start(
            new ControlPlaneOptions(
                List.of(new FileSource(List.of(config), new FileSourceOptions("default"))),
                MeshConfig.defaults(),
                null,
                XdsOptions.at(any),
                any));
    EnvoyProcess envoy =
        EnvoyProcess.start(
            EnvoyBootstrap.of(
                BootstrapOptions.ephemeral(
                    GatewayIdentity.DEFAULT.withName(name),
                    new HostPort("127.0.0.1", controlPlane.xdsPort()))),
            EnvoyOptions.forTests(EnvoyBinary.locate(line -> {})));
    envoy.awaitReady(LONG);
    return new LiveGateway(controlPlane, envoy);
  }

  /** {@code HOST:PORT} of the control plane's admin pages. */
  public String controlPlane() {
    return "127.0.0.1:" + controlPlane.adminAddress().getPort();
  }

  /** {@code HOST:PORT} of Envoy's admin pages. */
  public String admin() {
    return "127.0.0.1:" + envoy.adminPort();
  }

  /** A page of Envoy's admin port. */
  public String ask(String path) throws IOException {
    return envoy.admin().get(path);
  }

  /** Waits until somebody listens on a port of this machine. */
  public static void awaitOpen(int port) {
    await()
        .atMost(LONG)
        .until(
            () -> {
              try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
              } catch (IOException e) {
                return false;
              }
            });
  }

  /** A port that is free now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    envoy.close();
    controlPlane.close();
  }
}
