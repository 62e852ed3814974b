package dev.ostia.translator.validate.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in an object, with its value if there is one. A field that is null counts as absent, as
 * it does for Kubernetes and for Istio. The path is put together only when it is asked for, because
 * most objects have nothing wrong.
 */
public final class Field {

  private final @Nullable Field parent;
  private final String step;
  private final int index;
  private final JsonNode json;

  private Field(@Nullable Field parent, String step, int index, @Nullable JsonNode json) {
    this.parent = parent;
    this.step = step;
    this.index = index;
    this.json = json == null || json.isNull() ? MissingNode.getInstance() : json;
  }

  /** The object as a whole; its path is empty. */
  public static Field root(JsonNode object) {
    return new Field(null, "", -1, object);
  }

  /** The value; a missing node if there is none or it is null. */
  public JsonNode json() {
    return json;
  }

  /** Whether there is a value other than null. */
  public boolean present() {
    return !json.isMissingNode();
  }

  /** Whether there is no value. */
  public boolean absent() {
    return json.isMissingNode();
  }

  /** The field of this name inside this one; never null, but perhaps absent. */
  public Field get(String name) {
    return new Field(this, name, -1, json.get(name));
  }

  /** Whether the field of this name is present and not null. */
  public boolean has(String name) {
    return json.hasNonNull(name);
  }

  /** The elements of a list; none if it is absent. */
  public List<Field> items() {
    List<Field> items = new ArrayList<>(json.size());
    if (json.isArray()) {
      for (int i = 0; i < json.size(); i++) {
        items.add(new Field(this, "", i, json.get(i)));
      }
    }
    return items;
  }

  /** The elements of the list that is in the field of this name. */
  public List<Field> items(String name) {
    return get(name).items();
  }

  /** The entries of a mapping, each with its {@link #key}; none if it is absent. */
  public List<Field> entries() {
    List<Field> entries = new ArrayList<>(json.size());
    if (json.isObject()) {
      for (Map.Entry<String, JsonNode> entry : json.properties()) {
        entries.add(new Field(this, entry.getKey(), -1, entry.getValue()));
      }
    }
    return entries;
  }

  /** The entries of the mapping that is in the field of this name. */
  public List<Field> entries(String name) {
    return get(name).entries();
  }

  /** The name of this field in the mapping around it; empty for an element of a list. */
  public String key() {
    return step;
  }

  /** The place of this element in the list around it; -1 for a field of a mapping. */
  public int index() {
    return index;
  }

  /** The value as text; empty if absent. */
  public String text() {
    return json.isTextual() ? json.textValue() : json.asText("");
  }

  /** The text in the field of this name; empty if absent. */
  public String text(String name) {
    JsonNode value = json.get(name);
    return value == null || value.isNull() ? "" : value.asText("");
  }

  /** The value as a whole number; 0 if absent. */
  public long number() {
    return json.asLong(0);
  }

  /** The whole number in the field of this name; 0 if absent. */
  public long number(String name) {
    JsonNode value = json.get(name);
    return value == null ? 0 : value.asLong(0);
  }

  /** The value as a number; 0 if absent. */
  public double decimal() {
    return json.asDouble(0);
  }

  /** The boolean in the field of this name; false if absent. */
  public boolean flag(String name) {
    JsonNode value = json.get(name);
    return value != null && value.asBoolean(false);
  }

  /** How many elements or entries there are; 0 if absent. */
  public int size() {
    return json.size();
  }

  /** How many elements or entries the field of this name has; 0 if absent. */
  public int size(String name) {
    JsonNode value = json.get(name);
    return value == null ? 0 : value.size();
  }

  /** As messages write it: {@code spec.http[0].match[1].uri.prefix}. */
  public String path() {
    StringBuilder path = new StringBuilder();
    append(path);
    return path.toString();
  }

  private void append(StringBuilder path) {
    if (parent == null) {
      return;
    }
    parent.append(path);
    if (index >= 0) {
      path.append('[').append(index).append(']');
    } else {
      if (!path.isEmpty()) {
        path.append('.');
      }
      path.append(step);
    }
  }

  @Override
  public String toString() {
    return path();
  }
}
