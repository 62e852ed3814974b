package dev.ostia.controlplane.cases;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A YAML mapping of a test file, read strictly: what nobody asked for is a fault. */
final class YamlMap {

  private final String where;
  private final Map<?, ?> values;
  private final Set<String> read = new HashSet<>();

  YamlMap(String where, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(where + " is not a mapping: " + value);
    }
    this.where = where;
    this.values = map;
  }

  Optional<String> text(String key) {
    return value(key).map(Object::toString);
  }

  OptionalInt number(String key) {
    Optional<Object> value = value(key);
    return value.isPresent() ? OptionalInt.of((Integer) value.get()) : OptionalInt.empty();
  }

  /** Whatever stands there, as the parser read it. */
  Optional<Object> tree(String key) {
    return value(key);
  }

  Optional<YamlMap> map(String key) {
    return value(key).map(v -> new YamlMap(where + "." + key, v));
  }

  boolean isMap(String key) {
    return value(key).filter(Map.class::isInstance).isPresent();
  }

  List<?> list(String key) {
    return (List<?>) value(key).orElse(List.of());
  }

  /** All entries as text; a null value is empty. */
  Map<String, Optional<String>> texts() {
    Map<String, Optional<String>> all = new LinkedHashMap<>();
    for (Object key : values.keySet()) {
      all.put(key.toString(), text(key.toString()));
    }
    return all;
  }

  /** Fails if there is an entry that was not read. */
  void close() {
    for (Object key : values.keySet()) {
      if (!read.contains(key.toString())) {
        throw new IllegalArgumentException(where + " has an unknown field " + key);
      }
    }
  }

  private Optional<Object> value(String key) {
    read.add(key);
    return Optional.ofNullable(values.get(key));
  }
}
