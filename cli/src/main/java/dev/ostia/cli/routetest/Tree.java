package dev.ostia.cli.routetest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostia.cli.CommandFailure;
import dev.ostia.translator.config.FieldPositions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A mapping of a file, read strictly: a field that nobody asked for is an error. */
final class Tree {

  private static final int USAGE = 2;

  private final JsonNode node;
  private final String path;
  private final FieldPositions positions;
  private final Set<String> known = new HashSet<>();

  Tree(JsonNode node, String path, FieldPositions positions) {
    this.node = node;
    this.path = path;
    this.positions = positions;
    if (!node.isObject()) {
      throw failure(path, "must be a mapping");
    }
  }

  /** {@code file:line} of this mapping. */
  String place() {
    return positions.file() + ":" + positions.of(path).line();
  }

  Optional<String> text(String key) {
    return value(key).map(found -> scalar(key, found));
  }

  OptionalInt number(String key) {
    Optional<JsonNode> found = value(key);
    if (found.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!found.get().isInt()) {
      throw failure(at(key), "must be a whole number");
    }
    return OptionalInt.of(found.get().asInt());
  }

  boolean flag(String key) {
    return value(key).filter(JsonNode::asBoolean).isPresent();
  }

  Optional<Tree> map(String key) {
    return value(key).map(found -> new Tree(found, at(key), positions));
  }

  /** The mappings of a list. */
  List<Tree> maps(String key) {
    List<Tree> all = new ArrayList<>();
    JsonNode list = value(key).orElse(null);
    if (list != null && !list.isArray()) {
      throw failure(at(key), "must be a list");
    }
    for (int i = 0; list != null && i < list.size(); i++) {
      all.add(new Tree(list.get(i), at(key) + "[" + i + "]", positions));
    }
    return all;
  }

  /** All entries as text; a null value is empty. */
  Map<String, Optional<String>> texts() {
    Map<String, Optional<String>> all = new LinkedHashMap<>();
    for (String key : keys()) {
      all.put(key, text(key));
    }
    return all;
  }

  /** A number, or a list of the least and the most. */
  Expected.Bounds bounds(String key, double scale) {
    JsonNode found = value(key).orElse(node);
    boolean pair =
        found.isArray() && found.size() == 2 && found.get(0).isNumber() && found.get(1).isNumber();
    if (!found.isNumber() && !pair) {
      throw failure(at(key), "must be a number, or a list of the least and the most");
    }
    JsonNode least = pair ? found.get(0) : found;
    JsonNode most = pair ? found.get(1) : found;
    return new Expected.Bounds(least.asDouble() * scale, most.asDouble() * scale);
  }

  List<String> keys() {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** Fails if there is an entry that was not read. */
  void close() {
    for (String key : keys()) {
      if (!known.contains(key)) {
        throw failure(
            at(key),
            "there is no such field; known here: "
                + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }

  CommandFailure failure(String field, String message) {
    return new CommandFailure(
        positions.of(field) + ": " + (field.isEmpty() ? "the file" : field) + ": " + message,
        USAGE);
  }

  String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private Optional<JsonNode> value(String key) {
    known.add(key);
    JsonNode found = node.get(key);
    return found == null || found.isNull() ? Optional.empty() : Optional.of(found);
  }

  private String scalar(String key, JsonNode found) {
    if (!found.isValueNode()) {
      throw failure(at(key), "must be text");
    }
    return found.asText();
  }
}
