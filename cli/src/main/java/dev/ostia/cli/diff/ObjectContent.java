package dev.ostia.cli.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostia.translator.config.ConfigObject;
import java.util.List;
import java.util.Map;

/** What an object says, without what an API server writes into all that it keeps. */
final class ObjectContent {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> OF_THE_SERVER =
      List.of(
          "namespace",
          "resourceVersion",
          "uid",
          "generation",
          "creationTimestamp",
          "managedFields",
          "selfLink");
  private static final String OF_KUBECTL = "kubectl.kubernetes.io/last-applied-configuration";

  private ObjectContent() {}

  /** Whether nothing that a user wrote differs. */
  static boolean isSame(ConfigObject<?> was, ConfigObject<?> is) {
    ObjectNode old = JSON.valueToTree(was.resource());
    ObjectNode now = JSON.valueToTree(is.resource());
    boolean kept = old.path("metadata").hasNonNull("resourceVersion");
    strip(old);
    strip(now);
    if (!old.has("status") || !now.has("status")) {
      old.remove("status");
      now.remove("status");
    }
    // An API server fills in defaults, but not those of Istio.
    boolean filled = kept && !now.path("apiVersion").asText().contains("istio.io");
    return filled ? covers(old, now) : old.equals(now);
  }

  private static void strip(ObjectNode object) {
    if (object.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(OF_THE_SERVER);
      if (metadata.get("annotations") instanceof ObjectNode annotations) {
        annotations.remove(OF_KUBECTL);
        if (annotations.isEmpty()) {
          metadata.remove("annotations");
        }
      }
    }
  }

  /** Whether all that one says is in the other, which may say more. */
  private static boolean covers(JsonNode more, JsonNode less) {
    if (less.isObject()) {
      for (Map.Entry<String, JsonNode> field : less.properties()) {
        if (!field.getValue().isEmpty() || field.getValue().isValueNode()) {
          if (!covers(more.path(field.getKey()), field.getValue())) {
            return false;
          }
        }
      }
      return true;
    }
    if (less.isArray() && more.size() == less.size()) {
      for (int i = 0; i < less.size(); i++) {
        if (!covers(more.get(i), less.get(i))) {
          return false;
        }
      }
      return true;
    }
    return more.equals(less);
  }
}
