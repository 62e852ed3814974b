package dev.ostia.translator;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.ModelGaps;
import dev.ostia.translator.config.ObjectKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Objects for tests, from YAML, without the checks that a real source makes. */
public final class TestObjects {

  private static final JsonMapper MAPPER = ModelGaps.register(JsonMapper.builder()).build();

  private TestObjects() {}

  /** A view of these documents with Istio's default mesh configuration. */
  public static ConfigView view(String yaml) {
    return ConfigView.of(MeshConfig.defaults(), parse(yaml));
  }

  /** The objects of a YAML stream; without a namespace they are in {@code default}. */
  public static List<ConfigObject<?>> parse(String yaml) {
    List<ConfigObject<?>> objects = new ArrayList<>();
    for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
      if (document instanceof Map<?, ?> map) {
        objects.add(object(map));
      }
    }
    return objects;
  }

  private static ConfigObject<?> object(Map<?, ?> document) {
    String apiVersion = String.valueOf(document.get("apiVersion"));
    String group = apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
    Kind kind = Kind.of(group, String.valueOf(document.get("kind"))).orElseThrow();
    HasMetadata resource = MAPPER.convertValue(document, kind.model());
    ModelGaps.restore(MAPPER.valueToTree(document), resource);
    String namespace = resource.getMetadata().getNamespace();
    String created = resource.getMetadata().getCreationTimestamp();
    return new ConfigObject<>(
        new ObjectKey(
            kind,
            kind.namespaced() ? namespace == null ? "default" : namespace : "",
            resource.getMetadata().getName()),
        resource,
        created == null ? Instant.EPOCH : Instant.parse(created),
        null);
  }
}
