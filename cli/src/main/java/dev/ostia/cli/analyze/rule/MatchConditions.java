package dev.ostia.cli.analyze.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What one match of a VirtualService's rule asks for.
 *
 * @param field where it is
 * @param prefix of the paths it takes; empty if it asks for no prefix
 * @param others all conditions but the prefix
 */
record MatchConditions(String field, String prefix, ObjectNode others) {

  private static final String IGNORE_CASE = "ignoreUriCase";

  /** Without what decides nothing. */
  static MatchConditions of(String field, JsonNode match) {
    ObjectNode others =
        match instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    others.remove(List.of("name", "statPrefix"));
    String prefix = others.path("uri").path("prefix").asText();
    if (!prefix.isEmpty()) {
      others.remove("uri");
    }
    return new MatchConditions(field, prefix, others);
  }

  /**
   * All that is asked for beside the prefix, each as one text. One that covers another one asks for
   * nothing that the other does not ask for.
   */
  List<String> asked() {
    List<String> asked = new ArrayList<>();
    others
        .properties()
        .forEach(
            condition -> {
              String name = condition.getKey();
              JsonNode value = condition.getValue();
              if (name.equals(IGNORE_CASE)) {
                return;
              }
              if (value.isObject()) {
                value.properties().forEach(one -> asked.add(name + "." + one));
              } else {
                asked.add(name + "=" + value);
              }
            });
    return asked;
  }

  /** Whether all that the other one takes is taken by this one, as far as can be told. */
  boolean covers(MatchConditions other) {
    if (prefix.isEmpty() || other.prefix.isEmpty()) {
      return isSameAs(other);
    }
    return other.prefix.startsWith(prefix)
        && (ignoresCase() || !other.ignoresCase())
        && others.properties().stream()
            .filter(asked -> !asked.getKey().equals(IGNORE_CASE))
            .allMatch(asked -> isIn(asked.getValue(), other.others.path(asked.getKey())));
  }

  /** In words, of one that this one covers. */
  String relation(MatchConditions other) {
    return isSameAs(other) ? "has the same conditions" : "takes all that would match, and more";
  }

  private boolean ignoresCase() {
    return others.path(IGNORE_CASE).asBoolean();
  }

  private boolean isSameAs(MatchConditions other) {
    return prefix.equals(other.prefix) && others.equals(other.others);
  }

  /** Of headers, parameters and labels the other one may ask for more. */
  private static boolean isIn(JsonNode asked, JsonNode other) {
    if (!asked.isObject() || !other.isObject()) {
      return asked.equals(other);
    }
    return asked.properties().stream()
        .allMatch(one -> one.getValue().equals(other.path(one.getKey())));
  }
}
