package dev.ostia.controlplane.text;

import com.google.protobuf.Message;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds protobuf types by name. Envoy's API has more than a thousand types; only those that are
 * asked for are loaded.
 */
public final class MessageTypes {

  /** Where the Java classes of a protobuf package are; the longest prefixes first. */
  private static final Map<String, String> JAVA_PREFIXES =
      Map.of(
          "google.protobuf.", "com.google.protobuf.",
          "xds.", "com.github.xds.",
          "udpa.", "com.github.udpa.udpa.",
          "opentelemetry.", "io.opentelemetry.",
          "envoy.", "io.envoyproxy.envoy.");

  private static final Map<String, Optional<Message>> FOUND = new ConcurrentHashMap<>();

  private MessageTypes() {}

  /**
   * An empty message of a type.
   *
   * @param name its full name, or a type URL that ends in it
   * @return empty if no class is known for it
   */
  public static Optional<Message> find(String name) {
    return FOUND.computeIfAbsent(name.substring(name.lastIndexOf('/') + 1), MessageTypes::load);
  }

  private static Optional<Message> load(String name) {
    for (Map.Entry<String, String> prefix : JAVA_PREFIXES.entrySet()) {
      if (name.startsWith(prefix.getKey())) {
        return instance(prefix.getValue() + name.substring(prefix.getKey().length()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Message> instance(String className) {
    try {
      Class<?> type = Class.forName(className);
      return Optional.of((Message) type.getMethod("getDefaultInstance").invoke(null));
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.empty();
    }
  }
}
