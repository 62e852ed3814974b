package dev.ostia.controlplane.source.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ModelGaps;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A well-formed tree to the object of its kind, with what an API server would fill in. */
final class ObjectConverter {

  /** Made on first use: a command that reads nothing does not pay for it. */
  private static final class Mapper {
    static final JsonMapper INSTANCE =
        PartialModels.register(ModelGaps.register(JsonMapper.builder()))
            .addModule(new JavaTimeModule())
            // The models keep such fields aside; StructureCheck has refused those that do not
            // exist.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
  }

  private ObjectConverter() {}

  /**
   * Converts an object.
   *
   * @param namespace where the object lives; empty for kinds that have no namespace
   * @throws JsonProcessingException if a value does not fit its field
   */
  static HasMetadata convert(Kind kind, String namespace, JsonNode object)
      throws JsonProcessingException {
    HasMetadata resource = Mapper.INSTANCE.treeToValue(object, kind.model());
    ModelGaps.restore(object, resource);
    resource.setApiVersion(ApiType.canonicalVersion(kind));
    ObjectMeta meta = resource.getMetadata();
    meta.setNamespace(namespace.isEmpty() ? null : namespace);
    meta.setManagedFields(null);
    if (resource instanceof Secret secret) {
      mergeStringData(secret);
    }
    Compactor.compact(resource);
    return resource;
  }

  /** {@code stringData} wins over {@code data} and is never read back, as in Kubernetes. */
  private static void mergeStringData(Secret secret) {
    Map<String, String> plain = secret.getStringData();
    if (plain == null || plain.isEmpty()) {
      return;
    }
    Map<String, String> data = new LinkedHashMap<>();
    if (secret.getData() != null) {
      data.putAll(secret.getData());
    }
    plain.forEach(
        (key, value) ->
            data.put(
                key,
                value == null
                    ? ""
                    : Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
    secret.setData(data);
    secret.setStringData(null);
  }
}
