package dev.ostia.cli.get;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostia.cli.text.JsonText;
import dev.ostia.cli.text.YamlText;
import dev.ostia.controlplane.text.Redaction;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Objects as documents, without what is secret in them. */
final class ObjectDocuments {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Where kubectl keeps a copy of the whole object, with the values of a Secret in it. */
  private static final String COPY = "kubectl.kubernetes.io/last-applied-configuration";

  private ObjectDocuments() {}

  static String json(List<Shown> objects, boolean one) {
    return JsonText.of(document(objects, one));
  }

  static String yaml(List<Shown> objects, boolean one) {
    return YamlText.of(document(objects, one));
  }

  /** The object itself if one was asked for, else a List. */
  private static JsonNode document(List<Shown> objects, boolean one) {
    List<JsonNode> good =
        objects.stream()
            .map(Shown::object)
            .filter(Objects::nonNull)
            .map(ObjectDocuments::document)
            .toList();
    if (one && good.size() == 1) {
      return good.getFirst();
    }
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("apiVersion", "v1");
    ArrayNode items = list.putArray("items");
    good.forEach(items::add);
    list.put("kind", "List");
    list.putObject("metadata").put("resourceVersion", "");
    return list;
  }

  private static JsonNode document(ConfigObject<?> object) {
    ObjectNode tree = MAPPER.valueToTree(object.resource());
    ObjectNode metadata = tree.withObjectProperty("metadata");
    metadata.put("name", object.key().name());
    if (!object.key().namespace().isEmpty()) {
      metadata.put("namespace", object.key().namespace());
    }
    if (object.key().kind() == Kind.SECRET) {
      hide(tree, "data");
      hide(tree, "stringData");
      if (metadata.get("annotations") instanceof ObjectNode annotations) {
        annotations.remove(COPY);
      }
    }
    return withoutKeys(tree);
  }

  private static void hide(ObjectNode secret, String field) {
    if (secret.get(field) instanceof ObjectNode values) {
      values.fieldNames().forEachRemaining(name -> values.put(name, Redaction.REDACTED));
    }
  }

  /** A key may stand in a ConfigMap or an annotation, too, where it should not. */
  private static JsonNode withoutKeys(JsonNode node) {
    if (node.isTextual()) {
      return JsonNodeFactory.instance.textNode(Redaction.text(node.textValue()));
    }
    if (node instanceof ArrayNode array) {
      ArrayNode clean = JsonNodeFactory.instance.arrayNode();
      array.forEach(element -> clean.add(withoutKeys(element)));
      return clean;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode clean = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        clean.set(field.getKey(), withoutKeys(field.getValue()));
      }
      return clean;
    }
    return node;
  }
}
