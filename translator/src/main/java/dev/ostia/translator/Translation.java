package dev.ostia.translator;

import com.google.protobuf.Message;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;

/**
 * The Envoy configuration of one proxy, closed: every name that a resource refers to is here, or is
 * one that Envoy may wait for.
 *
 * @param resources per type, by name, sorted. A resource that did not change since the translator's
 *     previous result is the same instance
 * @param origins per type and resource name the objects that it was made from, for reports such as
 *     that of a NACK
 * @param diagnostics sorted by {@link Diagnostic#ORDER}, without repetition
 */
public record Translation(
    Map<ResourceType, NavigableMap<String, Message>> resources,
    Map<ResourceType, Map<String, Set<ObjectKey>>> origins,
    List<Diagnostic> diagnostics) {

  /** The resources of a type; empty if there are none. */
  public NavigableMap<String, Message> resources(ResourceType type) {
    return resources.getOrDefault(type, java.util.Collections.emptyNavigableMap());
  }

  /** The objects that a resource was made from. */
  public Set<ObjectKey> origins(ResourceType type, String name) {
    return origins.getOrDefault(type, Map.of()).getOrDefault(name, Set.of());
  }
}
