package dev.ostia.translator.simulate;

import com.google.protobuf.Message;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The resources that an Envoy works with, by name.
 *
 * @param assignments load assignments, by the name that an EDS cluster asks for
 */
public record EnvoyConfig(
    NavigableMap<String, Listener> listeners,
    NavigableMap<String, RouteConfiguration> routes,
    NavigableMap<String, Cluster> clusters,
    NavigableMap<String, ClusterLoadAssignment> assignments) {

  /** What an Envoy that took all of this translation has. */
  public static EnvoyConfig of(Translation translation) {
    return new EnvoyConfig(
        named(translation, ResourceType.LISTENER, Listener.class, Listener::getName),
        named(translation, ResourceType.ROUTE, RouteConfiguration.class, r -> r.getName()),
        named(translation, ResourceType.CLUSTER, Cluster.class, Cluster::getName),
        named(
            translation,
            ResourceType.ENDPOINT,
            ClusterLoadAssignment.class,
            ClusterLoadAssignment::getClusterName));
  }

  private static <T extends Message> NavigableMap<String, T> named(
      Translation translation, ResourceType type, Class<T> model, Function<T, String> name) {
    NavigableMap<String, T> map = new TreeMap<>();
    Collection<Message> all = translation.resources(type).values();
    for (Message message : all) {
      T resource = model.cast(message);
      map.put(name.apply(resource), resource);
    }
    return Collections.unmodifiableNavigableMap(map);
  }
}
