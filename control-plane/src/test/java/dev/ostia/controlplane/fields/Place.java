package dev.ostia.controlplane.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where a field stands in a tree.
 *
 * @param path as diagnostics write it: {@code spec.http[0].match[1]}
 * @param steps names and, for elements of lists, indexes
 */
record Place(String path, List<Object> steps) {

  private static final String LIST = "[]";
  private static final String MAP = "{}";

  /** Every place in a tree that a path with {@code []} and <code>{}</code> leads to. */
  static List<Place> find(JsonNode root, String pattern) {
    List<Place> found = List.of(new Place("", List.of()));
    for (String part : pattern.split("\\.", -1)) {
      boolean list = part.endsWith(LIST);
      boolean map = part.endsWith(MAP);
      String name = list || map ? part.substring(0, part.length() - 2) : part;
      List<Place> next = new ArrayList<>();
      for (Place place : found) {
        Place field = place.field(name);
        JsonNode value = field.in(root);
        if (list) {
          for (int i = 0; i < value.size(); i++) {
            next.add(field.element(i));
          }
        } else if (map) {
          for (Map.Entry<String, JsonNode> entry : value.properties()) {
            next.add(field.field(entry.getKey()));
          }
        } else if (!value.isMissingNode()) {
          next.add(field);
        }
      }
      found = next;
    }
    return found;
  }

  private Place field(String name) {
    return new Place(path.isEmpty() ? name : path + "." + name, with(name));
  }

  private Place element(int index) {
    return new Place(path + "[" + index + "]", with(index));
  }

  private List<Object> with(Object step) {
    List<Object> longer = new ArrayList<>(steps);
    longer.add(step);
    return List.copyOf(longer);
  }

  /** The value at this place. */
  JsonNode in(JsonNode root) {
    return walk(root, steps.size());
  }

  private JsonNode walk(JsonNode root, int depth) {
    JsonNode node = root;
    for (Object step : steps.subList(0, depth)) {
      node = step instanceof Integer index ? node.path(index) : node.path(step.toString());
    }
    return node;
  }

  /** Takes the value away. */
  void remove(JsonNode root) {
    JsonNode parent = walk(root, steps.size() - 1);
    if (steps.getLast() instanceof Integer index) {
      ((ArrayNode) parent).remove(index);
    } else {
      ((ObjectNode) parent).remove(steps.getLast().toString());
    }
  }

  /** Gives an entry of a mapping another key. */
  void rename(JsonNode root) {
    JsonNode value = in(root);
    remove(root);
    ((ObjectNode) walk(root, steps.size() - 1)).set(steps.getLast() + "x", value);
  }

  /** Puts another value there. */
  void set(JsonNode root, JsonNode value) {
    JsonNode parent = walk(root, steps.size() - 1);
    if (steps.getLast() instanceof Integer index) {
      ((ArrayNode) parent).set(index, value);
    } else {
      ((ObjectNode) parent).set(steps.getLast().toString(), value);
    }
  }
}
