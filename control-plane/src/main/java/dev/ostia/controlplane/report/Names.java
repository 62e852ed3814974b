package dev.ostia.controlplane.report;

import dev.ostia.controlplane.store.StoreState;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.ObjectKey;
import java.util.Collection;
import java.util.List;

/** How reports call proxies, objects and types. */
final class Names {

  private static final int MOST_OBJECTS = 3;

  private Names() {}

  /** {@code gw1} of {@code router~10.0.0.1~gw1.istio-system~...}; other ids as they are. */
  static String gateway(String nodeId) {
    String[] parts = nodeId.split("~", -1);
    if (parts.length != 4) {
      return nodeId;
    }
    int dot = parts[2].lastIndexOf('.');
    return dot < 0 ? parts[2] : parts[2].substring(0, dot);
  }

  /** {@code a, b and c}. */
  static String list(List<String> names) {
    if (names.size() < 2) {
      return String.join("", names);
    }
    return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }

  /** The objects that a state changed, the first few by name. */
  static String changed(StoreState state) {
    return objects(
        state.changed().stream().sorted().toList(),
        key -> state.view().get(key).isPresent() ? key.toString() : key + " (deleted)");
  }

  /** Objects with where they stand in their files, the first few by name. */
  static String withPlaces(Collection<ObjectKey> keys, ConfigView view) {
    return objects(
        keys.stream().sorted().toList(),
        key ->
            view.get(key)
                .flatMap(object -> object.position(""))
                .map(place -> key + " (" + place + ")")
                .orElse(key.toString()));
  }

  private static String objects(
      List<ObjectKey> keys, java.util.function.Function<ObjectKey, String> text) {
    if (keys.size() <= MOST_OBJECTS) {
      return list(keys.stream().map(text).toList());
    }
    return text.apply(keys.getFirst()) + " and " + (keys.size() - 1) + " more objects";
  }

  /** {@code route configuration} and the like. */
  static String noun(String typeUrl) {
    for (ResourceType type : ResourceType.values()) {
      if (type.typeUrl().equals(typeUrl)) {
        return switch (type) {
          case CLUSTER -> "cluster";
          case ENDPOINT -> "load assignment";
          case LISTENER -> "listener";
          case SCOPE -> "scope of routes";
          case ROUTE -> "route configuration";
          case SECRET -> "secret";
        };
      }
    }
    return typeUrl;
  }
}
