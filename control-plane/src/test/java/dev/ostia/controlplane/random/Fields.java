package dev.ostia.controlplane.random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** A mapping that grows by fields, some of them by chance. */
final class Fields {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Dice dice;
  private final ObjectNode node = MAPPER.createObjectNode();

  Fields(Dice dice) {
    this.dice = dice;
  }

  /** Sets a field to a scalar, a list, a map, a tree or other fields. */
  Fields set(String name, Object value) {
    JsonNode tree = MAPPER.valueToTree(value instanceof Fields fields ? fields.node() : value);
    node.set(name, tree);
    return this;
  }

  /** Sets a field with this likelihood, in percent. */
  Fields maybe(int percent, String name, Supplier<?> value) {
    return dice.chance(percent) ? set(name, value.get()) : this;
  }

  /** Sets a field with this likelihood, unless its value has no field. */
  Fields filled(int percent, String name, Supplier<Fields> value) {
    if (dice.chance(percent)) {
      Fields fields = value.get();
      if (!fields.node.isEmpty()) {
        return set(name, fields);
      }
    }
    return this;
  }

  ObjectNode node() {
    return node;
  }
}
