package dev.ostia.translator.endpoint;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks single objects up and remembers them, so that a result can be checked against a view. */
final class Lookups {

  private final ConfigView view;
  private final Map<ObjectKey, @Nullable ConfigObject<?>> seen = new HashMap<>(2);

  Lookups(ConfigView view) {
    this.view = view;
  }

  @Nullable ConfigObject<?> get(Kind kind, String namespace, String name) {
    ObjectKey key = new ObjectKey(kind, namespace, name);
    ConfigObject<?> found = view.get(key).orElse(null);
    seen.put(key, found);
    return found;
  }

  /** What was looked up, with what was found; null for nothing. */
  Map<ObjectKey, @Nullable ConfigObject<?>> seen() {
    return seen.isEmpty() ? Map.of() : seen;
  }

  /** Whether these look-ups would find the same in a view. */
  @SuppressWarnings("ReferenceEquality") // Identity of objects stands for content.
  static boolean same(Map<ObjectKey, @Nullable ConfigObject<?>> seen, ConfigView view) {
    for (Map.Entry<ObjectKey, @Nullable ConfigObject<?>> entry : seen.entrySet()) {
      if (view.get(entry.getKey()).orElse(null) != entry.getValue()) {
        return false;
      }
    }
    return true;
  }
}
