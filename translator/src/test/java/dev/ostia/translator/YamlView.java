package dev.ostia.translator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.ObjectKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Objects and views from YAML text, for tests. */
public final class YamlView {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private YamlView() {}

  /** A view of the objects in these documents, with Istio's default mesh configuration. */
  public static ConfigView view(String... documents) {
    return ConfigView.of(MeshConfig.defaults(), objects(documents));
  }

  /** The objects in these documents; the namespace is {@code default} if none is given. */
  public static List<ConfigObject<?>> objects(String... documents) {
    List<ConfigObject<?>> objects = new ArrayList<>();
    for (String text : documents) {
      for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
        objects.add(object((Map<?, ?>) document));
      }
    }
    return objects;
  }

  private static ConfigObject<?> object(Map<?, ?> document) {
    String apiVersion = String.valueOf(document.get("apiVersion"));
    String group = apiVersion.contains("/") ? apiVersion.replaceAll("/.*", "") : "";
    Kind kind = Kind.of(group, String.valueOf(document.get("kind"))).orElseThrow();
    HasMetadata resource = MAPPER.convertValue(document, kind.model());
    String namespace = resource.getMetadata().getNamespace();
    String age = resource.getMetadata().getCreationTimestamp();
    ObjectKey key =
        new ObjectKey(
            kind,
            kind.namespaced() ? namespace == null ? "default" : namespace : "",
            resource.getMetadata().getName());
    return new ConfigObject<>(
        key, resource, age == null ? Instant.EPOCH : Instant.parse(age), null);
  }
}
