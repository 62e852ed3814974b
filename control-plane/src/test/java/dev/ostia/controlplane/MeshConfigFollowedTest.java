package dev.ostia.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.controlplane.source.mesh.MeshConfigWatcher;
import dev.ostia.controlplane.store.ConfigStore;
import dev.ostia.controlplane.store.StoreState;
import dev.ostia.controlplane.xds.XdsOptions;
import dev.ostia.translator.config.MeshConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mesh configuration file has its effect at the start and with each edit. */
class MeshConfigFollowedTest {

  @TempDir Path temp;

  @Test
  void theFirstStateHasTheMeshConfigurationOfTheFile() throws Exception {
    Path file = Files.writeString(temp.resolve("mesh.yaml"), "rootNamespace: a\nca: {}\n");
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ControlPlane controlPlane =
        ControlPlane.start(
            new ControlPlaneOptions(
                List.of(), MeshConfig.defaults(), file, XdsOptions.at(free), free))) {
      controlPlane.ready().get();
      StoreState first = controlPlane.state();
      assertThat(first.view().mesh().rootNamespace()).isEqualTo("a");
      assertThat(first.diagnostics()).extracting(d -> d.code().id()).containsExactly("OST010");
    }
  }

  @Test
  void anEditIsPublishedAndABrokenFileKeepsTheLastGoodVersion() throws IOException {
    Path file = Files.writeString(temp.resolve("mesh.yaml"), "rootNamespace: a\n");
    List<StoreState> states = new CopyOnWriteArrayList<>();
    try (ConfigStore store = new ConfigStore(MeshConfig.defaults(), List.of());
        MeshConfigWatcher watcher =
            new MeshConfigWatcher(file, f -> store.updateMesh(f.config(), f.diagnostics()))) {
      assertThat(watcher).isNotNull();
      store.addListener(states::add);
      store.start();
      Files.writeString(file, "rootNamespace: b\n");
      await()
          .until(
              () ->
                  !states.isEmpty() && states.getLast().view().mesh().rootNamespace().equals("b"));
      Files.writeString(file, "rootNamespace: [\n");
      await().until(() -> !states.getLast().diagnostics().isEmpty());
      assertThat(states.getLast().view().mesh().rootNamespace()).isEqualTo("b");
      Files.writeString(file, "rootNamespace: c\n");
      await().until(() -> states.getLast().diagnostics().isEmpty());
      assertThat(states.getLast().view().mesh().rootNamespace()).isEqualTo("c");
    }
  }
}
