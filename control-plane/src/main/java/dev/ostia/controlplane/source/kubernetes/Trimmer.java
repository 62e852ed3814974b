package dev.ostia.controlplane.source.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostia.translator.config.Kind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of an API server to the tree that is decoded, without what no translation reads: it
 * would cost memory, and a change of it alone would look like a change of the object.
 */
final class Trimmer {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private static final List<String> POD_SPEC = List.of("nodeName", "containers");
  private static final List<String> CONTAINER = List.of("name", "ports");
  private static final List<String> POD_STATUS = List.of("phase", "podIP", "podIPs", "conditions");
  private static final List<String> CONDITION = List.of("type", "status");

  private Trimmer() {}

  static ObjectNode trim(Kind kind, GenericKubernetesResource object) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("apiVersion", object.getApiVersion());
    tree.put("kind", object.getKind());
    tree.set("metadata", metadata(kind, object.getMetadata()));
    object
        .getAdditionalProperties()
        .forEach(
            (name, value) -> {
              if (!name.equals("status") || kind == Kind.POD) {
                tree.set(name, MAPPER.valueToTree(value));
              }
            });
    switch (kind) {
      case POD -> pod(tree);
      case NODE, NAMESPACE -> tree.remove("spec");
      default -> {
        // The rest may all count.
      }
    }
    return tree;
  }

  /** What is left out of the tree and counts for those who write status. */
  static Observed observe(GenericKubernetesResource object) {
    ObjectMeta meta = object.getMetadata();
    Object status = object.getAdditionalProperties().get("status");
    return new Observed(
        object.getApiVersion(),
        meta.getUid() == null ? "" : meta.getUid(),
        meta.getGeneration() == null ? 0 : meta.getGeneration(),
        status == null ? MissingNode.getInstance() : MAPPER.valueToTree(status));
  }

  private static ObjectNode metadata(Kind kind, ObjectMeta meta) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("name", meta.getName());
    if (meta.getNamespace() != null) {
      tree.put("namespace", meta.getNamespace());
    }
    if (meta.getCreationTimestamp() != null) {
      tree.put("creationTimestamp", meta.getCreationTimestamp());
    }
    if (meta.getDeletionTimestamp() != null && kind == Kind.POD) {
      tree.put("deletionTimestamp", meta.getDeletionTimestamp());
    }
    put(tree, "labels", meta.getLabels());
    if (meta.getAnnotations() != null && hasAnnotations(kind)) {
      Map<String, String> annotations = new HashMap<>(meta.getAnnotations());
      annotations.remove(LAST_APPLIED);
      put(tree, "annotations", annotations);
    }
    return tree;
  }

  /** The annotations of the others are written by controllers, some with every change. */
  private static boolean hasAnnotations(Kind kind) {
    return switch (kind) {
      case ENDPOINT_SLICE, POD, NODE, NAMESPACE, CONFIG_MAP, SECRET -> false;
      default -> true;
    };
  }

  private static void put(ObjectNode tree, String field, @Nullable Map<String, String> map) {
    if (map != null && !map.isEmpty()) {
      tree.set(field, MAPPER.valueToTree(map));
    }
  }

  private static void pod(ObjectNode pod) {
    if (pod.get("spec") instanceof ObjectNode spec) {
      spec.retain(POD_SPEC);
      retain(spec.path("containers"), CONTAINER);
    }
    if (pod.get("status") instanceof ObjectNode status) {
      status.retain(POD_STATUS);
      retain(status.path("conditions"), CONDITION);
    }
  }

  private static void retain(JsonNode list, List<String> fields) {
    for (JsonNode element : list) {
      if (element instanceof ObjectNode object) {
        object.retain(fields);
      }
    }
  }
}
