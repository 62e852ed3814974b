package dev.ostia.controlplane.source.decode;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets go of the room that the models keep for what an object does not have: each part of one has a
 * map for fields that nobody knows, and empty maps and lists for those that are not set. Of 1,000
 * Services with ten endpoints each these are most of the memory.
 */
final class Compactor {

  /** The models are all that is looked into. */
  private static final String MODELS = "io.fabric8.";

  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          List<Field> fields = new ArrayList<>();
          for (Class<?> c = type; c != null && isModel(c); c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
              if (!Modifier.isStatic(field.getModifiers()) && mayBeLarge(field.getType())) {
                field.setAccessible(true);
                fields.add(field);
              }
            }
          }
          return List.copyOf(fields);
        }
      };

  private Compactor() {}

  /** Maps and lists that are empty cannot be added to any more. */
  static void compact(Object model) {
    try {
      for (Field field : FIELDS.get(model.getClass())) {
        Object value = field.get(model);
        if (value != null) {
          field.set(model, compacted(value));
        }
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object compacted(Object value) {
    if (value instanceof Map<?, ?> map) {
      map.values().forEach(Compactor::lookInto);
      return map.isEmpty() ? Collections.emptyMap() : map;
    }
    if (value instanceof List<?> list) {
      list.forEach(Compactor::lookInto);
      if (list instanceof ArrayList<?> array) {
        array.trimToSize();
      }
      return list.isEmpty() ? Collections.emptyList() : list;
    }
    lookInto(value);
    return value;
  }

  private static void lookInto(@Nullable Object value) {
    if (value != null && isModel(value.getClass())) {
      compact(value);
    }
  }

  private static boolean mayBeLarge(Class<?> type) {
    return type == Object.class
        || type == Map.class
        || type == List.class
        || (isModel(type) && !type.isEnum());
  }

  private static boolean isModel(Class<?> type) {
    return type.getName().startsWith(MODELS);
  }
}
