package dev.ostia.cli.telemetry;

import static org.awaitility.Awaitility.await;

import dev.ostia.controlplane.ControlPlane;
import dev.ostia.controlplane.ControlPlaneOptions;
import dev.ostia.controlplane.source.files.FileSource;
import dev.ostia.controlplane.source.files.FileSourceOptions;
import dev.ostia.controlplane.source.mesh.MeshConfigFile;
import dev.ostia.controlplane.xds.XdsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A control plane that serves a folder and a mesh configuration, both of which may be edited. */
final class Stage implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path config;
  private final Path mesh;
  private final ControlPlane controlPlane;

  Stage(Path folder, String meshConfig) throws IOException {
    this(folder, meshConfig, null);
  }

  /** One whose changes are traced. */
  Stage(Path folder, String meshConfig, @Nullable URI traces) throws IOException {
    config = Files.createDirectory(folder.resolve("config"));
    mesh = Files.writeString(folder.resolve("mesh.yaml"), meshConfig);
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    controlPlane =
        ControlPlane.start(
            new ControlPlaneOptions(
                    List.of(new FileSource(List.of(config), new FileSourceOptions("default"))),
                    Objects.requireNonNull(MeshConfigFile.read(mesh).config()),
                    mesh,
                    XdsOptions.at(free),
                    free)
                .withTraces(traces));
  }

  int xdsPort() {
    return controlPlane.xdsPort();
  }

  void mesh(String text) throws IOException {
    replace(mesh, text);
  }

  void put(String file, String text) throws IOException {
    replace(config.resolve(file), text);
  }

  void delete(String file) throws IOException {
    Files.delete(config.resolve(file));
  }

  /** Waits until a diagnostic of the newest translation contains this text. */
  void awaitDiagnostic(String text) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                controlPlane.groups().stream()
                    .flatMap(group -> group.after().diagnostics().stream())
                    .anyMatch(diagnostic -> diagnostic.toString().contains(text)));
  }

  /** By a rename, as most tools do. */
  private static void replace(Path file, String text) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
    Files.writeString(temporary, text);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    controlPlane.close();
  }
}
