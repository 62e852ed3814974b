package dev.ostia.controlplane.crds;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Messages of the tables as structural schemas of OpenAPI. */
record OpenApi(SchemaTables tables) {

  private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";

  /** Names of flags as OpenAPI calls them; what else the flags demand only validation checks. */
  private static final Map<String, String> FLAGS =
      Map.of(
          "min", "minimum",
          "max", "maximum",
          "minLen", "minLength",
          "maxLen", "maxLength",
          "minItems", "minItems",
          "maxItems", "maxItems",
          "minKeys", "minProperties",
          "maxKeys", "maxProperties",
          "pattern", "pattern");

  Map<String, Object> message(String name) {
    Map<String, Object> properties = new TreeMap<>();
    List<String> required = new ArrayList<>();
    List<Map<String, Object>> numbers = new ArrayList<>();
    List<Map<String, Object>> alternatives = new ArrayList<>();
    for (List<String> words : requireNonNull(tables.messages().get(name), name)) {
      if (words.getFirst().equals("@oneof")) {
        alternatives.add(atMostOne(words.subList(1, words.size())));
      } else {
        properties.put(words.getFirst(), field(words));
        if (words.contains("required")) {
          if (words.get(1).contains("int")) {
            numbers.add(requiredNumber(words.getFirst()));
          } else {
            required.add(words.getFirst());
          }
        }
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    if (alternatives.size() == 1) {
      schema.putAll(alternatives.getFirst());
    } else if (!alternatives.isEmpty()) {
      schema.put("allOf", alternatives);
    }
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required.stream().sorted().toList());
    }
    if (!numbers.isEmpty()) {
      schema.put("x-kubernetes-validations", numbers);
    }
    return schema;
  }

  /**
   * A number that is left empty is what people forget; an API server asks no webhook about it, so
   * the definition itself has the message that files get.
   */
  private static Map<String, Object> requiredNumber(String field) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("rule", "has(self.%s)".formatted(field));
    rule.put("message", field + " has no value. It is required: a whole number");
    rule.put("reason", "FieldValueRequired");
    rule.put("fieldPath", "." + field);
    return rule;
  }

  private static Map<String, Object> atMostOne(List<String> fields) {
    List<Object> each = new ArrayList<>();
    fields.forEach(field -> each.add(Map.of("required", List.of(field))));
    List<Object> cases = new ArrayList<>();
    cases.add(Map.of("not", Map.of("anyOf", each)));
    cases.addAll(each);
    return Map.of("oneOf", cases);
  }

  private Map<String, Object> field(List<String> words) {
    String type = words.get(1);
    boolean list = type.startsWith("list:");
    boolean map = type.startsWith("map:");
    Map<String, Object> value = value(list || map ? type.substring(type.indexOf(':') + 1) : type);
    Map<String, Object> field = new LinkedHashMap<>();
    if (list) {
      field.put("type", "array");
      field.put("items", value);
    } else if (map) {
      field.put("type", "object");
      field.put("additionalProperties", value);
    } else {
      field = value;
    }
    for (String flag : words.subList(2, words.size())) {
      int equals = flag.indexOf('=');
      if (equals > 0) {
        flag(flag.substring(0, equals), flag.substring(equals + 1), field, value);
      }
    }
    return field;
  }

  private static void flag(
      String name, String argument, Map<String, Object> field, Map<String, Object> value) {
    if (name.equals("is") && argument.equals("port")) {
      value.put("minimum", 1);
      value.put("maximum", 65535);
    } else if (FLAGS.containsKey(name)) {
      boolean ofWhole = name.endsWith("Items") || name.endsWith("Keys");
      (ofWhole ? field : value)
          .put(
              requireNonNull(FLAGS.get(name)),
              name.equals("pattern") ? argument : (Object) Long.valueOf(argument));
    }
  }

  private Map<String, Object> value(String type) {
    Map<String, Object> value = new LinkedHashMap<>();
    if (Character.isUpperCase(type.charAt(0))) {
      return message(type);
    }
    if (type.startsWith("enum(")) {
      value.put("type", "string");
      value.put("enum", List.of(type.substring(5, type.length() - 1).split(",")));
      return value;
    }
    switch (type) {
      case "string", "duration", "any-duration", "bytes" -> value.put("type", "string");
      case "bool" -> value.put("type", "boolean");
      case "double" -> value.put("type", "number");
      case "int32", "int64" -> value.put("type", "integer");
      case "uint32", "uint64" -> {
        value.put("type", "integer");
        value.put("minimum", 0);
        if (type.equals("uint32")) {
          value.put("maximum", 4294967295L);
        }
      }
      case "any" -> {
        value.put("type", "object");
        value.put(PRESERVE, true);
      }
      default -> throw new IllegalArgumentException("no OpenAPI type for " + type);
    }
    return value;
  }
}
