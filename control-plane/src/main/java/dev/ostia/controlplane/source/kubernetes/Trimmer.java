package dev.ostia.controlplane.source.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostia.controlplane.kubernetes.ObjectTree;
import dev.ostia.translator.config.Kind;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/**
 * An object of an API server to the tree that is decoded, without what no translation reads: it
 * would cost memory, and a change of it alone would look like a change of the object.
 */
final class Trimmer {

  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private static final List<String> METADATA =
      List.of(
          "name", "namespace", "creationTimestamp", "deletionTimestamp", "labels", "annotations");
  private static final List<String> POD_SPEC = List.of("nodeName", "containers");
  private static final List<String> CONTAINER = List.of("name", "ports");
  private static final List<String> POD_STATUS = List.of("phase", "podIP", "podIPs", "conditions");
  private static final List<String> CONDITION = List.of("type", "status");

  private Trimmer() {}

  /** What is left of the object's own tree. */
  static ObjectNode trim(Kind kind, ObjectTree object) {
    ObjectNode tree = object.tree();
    // In a list only the list itself says of what kind its objects are.
    tree.put("apiVersion", object.getApiVersion());
    tree.put("kind", object.getKind());
    if (tree.get("metadata") instanceof ObjectNode metadata) {
      metadata(kind, metadata);
    }
    switch (kind) {
      case POD -> pod(tree);
      case NODE, NAMESPACE -> tree.remove(List.of("spec", "status"));
      default -> tree.remove("status");
    }
    return tree;
  }

  /** What is left out of the tree and counts for those who write status. */
  static Observed observe(ObjectTree object) {
    ObjectMeta meta = object.getMetadata();
    JsonNode status = object.tree().get("status");
    return new Observed(
        object.getApiVersion(),
        meta.getUid() == null ? "" : meta.getUid(),
        meta.getGeneration() == null ? 0 : meta.getGeneration(),
        status == null ? MissingNode.getInstance() : status);
  }

  private static void metadata(Kind kind, ObjectNode metadata) {
    metadata.retain(METADATA);
    if (kind != Kind.POD) {
      metadata.remove("deletionTimestamp");
    }
    if (!hasAnnotations(kind)) {
      metadata.remove("annotations");
    } else if (metadata.get("annotations") instanceof ObjectNode annotations) {
      annotations.remove(LAST_APPLIED);
    }
  }

  /** The annotations of the others are written by controllers, some with every change. */
  private static boolean hasAnnotations(Kind kind) {
    return switch (kind) {
      case ENDPOINT_SLICE, POD, NODE, NAMESPACE, CONFIG_MAP, SECRET -> false;
      default -> true;
    };
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
