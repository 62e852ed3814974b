package dev.ostia.translator.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of objects as they were read: a list that the object does not have is null there. */
public final class ModelLists {

  private ModelLists() {}

  /** The list, or an empty one where there is none. */
  public static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
