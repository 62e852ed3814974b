package dev.ostia.controlplane.random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One way to break one field of an object.
 *
 * @param parent what holds the field
 * @param step the name of the field, or its index in a list
 * @param change what to do to it
 */
record Breakage(String path, JsonNode parent, Object step, Change change) {

  /** Mappings whose keys anybody chooses. */
  private static final Set<String> FREE =
      Set.of(
          "selector",
          "labels",
          "set",
          "add",
          "withoutHeaders",
          "queryParams",
          "ports",
          "to",
          "matchLabels",
          "sourceLabels");

  private static final Map<String, JsonNode> WRONG = wrong();

  /** What becomes of the field. */
  sealed interface Change {}

  /** It gets another name, which the message does not have. */
  record Renamed() implements Change {}

  /** It gets another value. */
  record Replaced(JsonNode value) implements Change {}

  private static Map<String, JsonNode> wrong() {
    return Map.ofEntries(
        Map.entry("regex", TextNode.valueOf("(")),
        Map.entry("timeout", TextNode.valueOf("soon")),
        Map.entry("perTryTimeout", TextNode.valueOf("-1s")),
        Map.entry("fixedDelay", TextNode.valueOf("0s")),
        Map.entry("interval", TextNode.valueOf("1 s")),
        Map.entry("baseEjectionTime", TextNode.valueOf("1ns")),
        Map.entry("connectTimeout", TextNode.valueOf("never")),
        Map.entry("number", IntNode.valueOf(70_000)),
        Map.entry("subset", TextNode.valueOf("absent")),
        Map.entry("weight", IntNode.valueOf(-1)),
        Map.entry("value", DoubleNode.valueOf(100.5)),
        Map.entry("redirectCode", IntNode.valueOf(200)),
        Map.entry("status", IntNode.valueOf(99)),
        Map.entry("httpStatus", IntNode.valueOf(99)),
        Map.entry("grpcStatus", TextNode.valueOf("NO_SUCH")),
        Map.entry("retryOn", TextNode.valueOf("nonsense")),
        Map.entry("credentialName", TextNode.valueOf("absent")),
        Map.entry("tableSize", IntNode.valueOf(100)),
        Map.entry("mode", TextNode.valueOf("NO_SUCH")),
        Map.entry("simple", TextNode.valueOf("NO_SUCH")),
        Map.entry("resolution", TextNode.valueOf("NO_SUCH")),
        Map.entry("protocol", TextNode.valueOf("NO_SUCH")),
        Map.entry("derivePort", TextNode.valueOf("NO_SUCH")),
        Map.entry("maxEjectionPercent", IntNode.valueOf(101)),
        Map.entry("maxConnections", IntNode.valueOf(-1)),
        Map.entry("bind", TextNode.valueOf("here")));
  }

  /** Ways to break a field of a spec. */
  static List<Breakage> of(JsonNode spec) {
    List<Breakage> all = new ArrayList<>();
    collect("spec", spec, true, all);
    return all;
  }

  private static void collect(String path, JsonNode node, boolean typed, List<Breakage> all) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = field.getKey();
      String below = path + "." + name;
      if (typed) {
        all.add(new Breakage(below, node, name, new Renamed()));
        if (WRONG.containsKey(name) && field.getValue().isValueNode()) {
          all.add(new Breakage(below, node, name, new Replaced(WRONG.get(name))));
        }
      }
      all.add(new Breakage(below, node, name, new Replaced(ofOtherType(field.getValue()))));
      collect(below, field.getValue(), !free(name, field.getValue()), all);
    }
    for (int i = 0; i < node.size() && node.isArray(); i++) {
      String below = path + "[" + i + "]";
      all.add(new Breakage(below, node, i, new Replaced(ofOtherType(node.get(i)))));
      if (node.get(i).isTextual() && path.endsWith("osts")) {
        all.add(new Breakage(below, node, i, new Replaced(TextNode.valueOf("bad host"))));
      }
      collect(below, node.get(i), true, all);
    }
  }

  /** {@code headers} of a condition has names of headers, {@code headers} of a route has not. */
  private static boolean free(String name, JsonNode value) {
    return value.isObject()
        && (FREE.contains(name)
            || (name.equals("headers") && !value.has("request") && !value.has("response")));
  }

  private static JsonNode ofOtherType(JsonNode value) {
    if (value.isNumber() || value.isBoolean()) {
      return TextNode.valueOf("broken");
    }
    return value.isTextual()
        ? JsonNodeFactory.instance.objectNode().set("broken", BooleanNode.TRUE)
        : IntNode.valueOf(7);
  }

  /** Breaks the field. */
  void apply() {
    switch (change) {
      case Renamed() -> {
        ObjectNode object = (ObjectNode) parent;
        JsonNode value = object.remove(step.toString());
        object.set(step + "Broken", value);
      }
      case Replaced(JsonNode value) -> {
        if (step instanceof Integer index) {
          ((ArrayNode) parent).set(index, value);
        } else {
          ((ObjectNode) parent).set(step.toString(), value);
        }
      }
    }
  }

  /** The field and what is done to it. */
  @Override
  public String toString() {
    return path + " " + change;
  }
}
