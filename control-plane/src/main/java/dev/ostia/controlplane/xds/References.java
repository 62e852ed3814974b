package dev.ostia.controlplane.xds;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.ostia.controlplane.snapshot.VersionedResource;
import dev.ostia.translator.ResourceType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.ScopedRouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names that a resource has Envoy ask for. Envoy builds a changed cluster anew beside the old
 * one and waits for endpoints before it uses it, but does not ask again for a name that it follows
 * already; so the server has to repeat them. The same with a changed listener and its routes.
 */
final class References {

  private References() {}

  /** The type of which Envoy waits for what it follows already; the argument itself for none. */
  static ResourceType target(ResourceType type) {
    return switch (type) {
      case CLUSTER -> ResourceType.ENDPOINT;
      case LISTENER -> ResourceType.ROUTE;
      default -> type;
    };
  }

  /** The assignment of a cluster, the routes of a listener or of a scope; else nothing. */
  static Set<String> of(ResourceType type, VersionedResource resource) {
    try {
      return switch (type) {
        case CLUSTER -> ofCluster(resource.packed());
        case LISTENER -> ofListener(resource.packed());
        case SCOPE -> ofScope(resource.packed());
        default -> Set.of();
      };
    } catch (InvalidProtocolBufferException e) {
      // Envoy will say so when it gets it.
      return Set.of();
    }
  }

  private static Set<String> ofCluster(Any packed) throws InvalidProtocolBufferException {
    Cluster cluster = Cluster.parseFrom(packed.getValue());
    if (cluster.getType() != Cluster.DiscoveryType.EDS) {
      return Set.of();
    }
    String service = cluster.getEdsClusterConfig().getServiceName();
    return Set.of(service.isEmpty() ? cluster.getName() : service);
  }

  private static Set<String> ofScope(Any packed) throws InvalidProtocolBufferException {
    return Set.of(
        ScopedRouteConfiguration.parseFrom(packed.getValue()).getRouteConfigurationName());
  }

  private static Set<String> ofListener(Any packed) throws InvalidProtocolBufferException {
    Set<String> names = new TreeSet<>();
    for (HttpConnectionManager manager : managers(packed)) {
      if (manager.hasRds()) {
        names.add(manager.getRds().getRouteConfigName());
      }
    }
    return names;
  }

  private static List<HttpConnectionManager> managers(Any packed)
      throws InvalidProtocolBufferException {
    Listener listener = Listener.parseFrom(packed.getValue());
    List<HttpConnectionManager> managers = new ArrayList<>();
    for (FilterChain chain : listener.getFilterChainsList()) {
      addManagers(chain, managers);
    }
    addManagers(listener.getDefaultFilterChain(), managers);
    return managers;
  }

  private static void addManagers(FilterChain chain, List<HttpConnectionManager> managers)
      throws InvalidProtocolBufferException {
    for (Filter filter : chain.getFiltersList()) {
      if (filter.getTypedConfig().is(HttpConnectionManager.class)) {
        managers.add(filter.getTypedConfig().unpack(HttpConnectionManager.class));
      }
    }
  }
}
