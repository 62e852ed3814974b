package dev.ostia.translator;

import com.google.protobuf.Message;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.route.TracedVirtualHost;
import dev.ostia.translator.route.shard.ShardNames;
import dev.ostia.translator.sorted.SortedArrayMap;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * The Envoy configuration of one proxy, closed: every name that a resource refers to is here, or is
 * one that Envoy may wait for.
 *
 * @param resources per type, by name, sorted. A resource that did not change since the translator's
 *     previous result is the same instance
 * @param origins per type and resource name the objects that it was made from, for reports such as
 *     that of a NACK
 * @param virtualHosts per route configuration its virtual hosts in order, with the origin of every
 *     route
 * @param diagnostics sorted by {@link Diagnostic#ORDER}, without repetition
 * @param validUntil when the same view will have another translation, since a certificate begins or
 *     ends to be valid; {@link Instant#MAX} for never
 */
public record Translation(
    Map<ResourceType, SortedMap<String, Message>> resources,
    Map<ResourceType, Map<String, Set<ObjectKey>>> origins,
    Map<String, List<TracedVirtualHost>> virtualHosts,
    List<Diagnostic> diagnostics,
    Instant validUntil) {

  /** A translation of which the origin of single routes is not known. */
  public Translation(
      Map<ResourceType, SortedMap<String, Message>> resources,
      Map<ResourceType, Map<String, Set<ObjectKey>>> origins,
      List<Diagnostic> diagnostics) {
    this(resources, origins, Map.of(), diagnostics, Instant.MAX);
  }

  /** The resources of a type; empty if there are none. */
  public SortedMap<String, Message> resources(ResourceType type) {
    return resources.getOrDefault(type, SortedArrayMap.empty());
  }

  /** The objects that a resource was made from. */
  public Set<ObjectKey> origins(ResourceType type, String name) {
    return origins.getOrDefault(type, Map.of()).getOrDefault(name, Set.of());
  }

  /** The virtual hosts of a route configuration, or of that which it is a shard of, in order. */
  public List<TracedVirtualHost> virtualHosts(String routeConfiguration) {
    return virtualHosts.getOrDefault(ShardNames.whole(routeConfiguration), List.of());
  }

  /** This translation with other diagnostics. */
  public Translation withDiagnostics(List<Diagnostic> others) {
    return new Translation(resources, origins, virtualHosts, others, validUntil);
  }

  /** The sizes alone: what is inside may be secret. */
  @Override
  public String toString() {
    Map<ResourceType, Integer> sizes = new EnumMap<>(ResourceType.class);
    resources.forEach((type, messages) -> sizes.put(type, messages.size()));
    return "Translation" + sizes;
  }
}
