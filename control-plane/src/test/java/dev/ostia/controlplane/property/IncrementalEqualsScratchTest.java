package dev.ostia.controlplane.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.ostia.controlplane.source.files.FileLoader;
import dev.ostia.controlplane.source.files.FileSourceOptions;
import dev.ostia.controlplane.source.files.LoadedFiles;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.Translator;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.GatewayDefaults;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.TelemetryDefaults;
import dev.ostia.translator.config.UpstreamDefaults;
import dev.ostia.translator.config.provider.Collector;
import dev.ostia.translator.config.provider.ExtensionProvider;
import dev.ostia.translator.config.provider.FileLogProvider;
import dev.ostia.translator.config.provider.GrpcLogProvider;
import dev.ostia.translator.config.provider.ProviderSettings;
import dev.ostia.translator.config.provider.ZipkinProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * After any sequence of edits a translator that lived through them gives, byte for byte, what a new
 * one gives; and nothing it gives names what is not there.
 */
class IncrementalEqualsScratchTest {

  /** With providers whose services come and go. */
  private static final MeshConfig MESH =
      MeshConfig.defaults()
          .with(
              UpstreamDefaults.ISTIO,
              GatewayDefaults.ISTIO,
              new TelemetryDefaults(
                  List.of(
                      provider("envoy", new FileLogProvider("/dev/stdout", null, null, false)),
                      provider(
                          "als",
                          new GrpcLogProvider(
                              true,
                              new Collector("reviews.default.svc.cluster.local", 80),
                              "",
                              List.of(),
                              List.of(),
                              List.of(),
                              List.of())),
                      provider(
                          "spans",
                          new ZipkinProvider(
                              new Collector("cart.shop.svc.cluster.local", 80), 0, false, "/"))),
                  List.of(),
                  List.of(),
                  true,
                  1,
                  ""));

  private static ExtensionProvider provider(String name, ProviderSettings settings) {
    return new ExtensionProvider(name, "", settings);
  }

  private static final int EDITS = 150;

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void incrementalEqualsScratch(long seed) throws Exception {
    RandomObjects random = new RandomObjects(seed);
    Proxy proxy = Proxy.defaultIngressGateway();
    Translator incremental = new Translator(proxy);
    ConfigView view = ConfigView.empty(MESH);
    Map<String, ObjectKey> present = new HashMap<>();
    for (int edit = 0; edit < EDITS; edit++) {
      if (!present.isEmpty() && random.chance(25)) {
        List<String> ids = new ArrayList<>(present.keySet());
        Collections.sort(ids);
        String id = random.pick(ids);
        view = view.with(List.of(), Set.of(present.remove(id)));
      } else {
        RandomObjects.Document document = random.next();
        ConfigObject<?> object = load(document.yaml());
        present.put(document.id(), object.key());
        view = view.with(List.of(object), Set.of());
      }
      Translation kept = incremental.translate(view);
      Translation fresh = new Translator(proxy).translate(view);
      assertSame(kept, fresh, "seed " + seed + ", edit " + edit);
      assertThat(References.dangling(kept)).as("seed %s, edit %s", seed, edit).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26})
  void orderOfObjectsDoesNotMatter(long seed) throws Exception {
    RandomObjects random = new RandomObjects(seed);
    Map<String, ConfigObject<?>> byId = new HashMap<>();
    for (int i = 0; i < 80; i++) {
      RandomObjects.Document document = random.next();
      byId.put(document.id(), load(document.yaml()));
    }
    List<ConfigObject<?>> objects = new ArrayList<>(byId.values());
    Proxy proxy = Proxy.defaultIngressGateway();
    Translation first = new Translator(proxy).translate(ConfigView.of(MESH, objects));
    for (int shuffle = 0; shuffle < 10; shuffle++) {
      Collections.shuffle(objects, new Random(shuffle));
      Translation other = new Translator(proxy).translate(ConfigView.of(MESH, objects));
      assertSame(other, first, "seed " + seed + ", shuffle " + shuffle);
    }
  }

  private static void assertSame(Translation actual, Translation expected, String what) {
    for (ResourceType type : ResourceType.values()) {
      assertThat(actual.resources(type).keySet())
          .as("%s, names of %s", what, type)
          .isEqualTo(expected.resources(type).keySet());
      for (Map.Entry<String, Message> entry : expected.resources(type).entrySet()) {
        Message resource = actual.resources(type).get(entry.getKey());
        assertThat(resource).as("%s, %s %s", what, type, entry.getKey()).isNotNull();
        assertThat(resource.toByteString())
            .as("%s, %s %s\n%s\n%s", what, type, entry.getKey(), resource, entry.getValue())
            .isEqualTo(entry.getValue().toByteString());
      }
    }
    assertThat(actual.diagnostics()).as(what).isEqualTo(expected.diagnostics());
    assertThat(actual.origins()).as(what).isEqualTo(expected.origins());
    assertThat(actual.virtualHosts()).as(what).isEqualTo(expected.virtualHosts());
  }

  private ConfigObject<?> load(String yaml) throws Exception {
    Path file = temp.resolve("object.yaml");
    Files.writeString(file, yaml);
    LoadedFiles loaded = FileLoader.load(List.of(file), FileSourceOptions.defaults());
    assertThat(loaded.diagnostics()).as(yaml).isEmpty();
    return loaded.objects().getFirst();
  }
}
