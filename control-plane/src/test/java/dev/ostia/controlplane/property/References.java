package dev.ostia.controlplane.property;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import java.util.ArrayList;
import java.util.List;

/** Which names in a translation point at nothing. */
final class References {

  private References() {}

  /** Route configurations of listeners and load assignments of EDS clusters that are not there. */
  static List<String> dangling(Translation translation) throws InvalidProtocolBufferException {
    List<String> missing = new ArrayList<>();
    for (Message cluster : translation.resources(ResourceType.CLUSTER).values()) {
      if (cluster instanceof Cluster c
          && c.hasEdsClusterConfig()
          && !translation
              .resources(ResourceType.ENDPOINT)
              .containsKey(c.getEdsClusterConfig().getServiceName())) {
        missing.add("load assignment of " + c.getName());
      }
    }
    for (Message message : translation.resources(ResourceType.LISTENER).values()) {
      if (message instanceof Listener listener) {
        for (String route : routeNames(listener)) {
          if (!translation.resources(ResourceType.ROUTE).containsKey(route)) {
            missing.add("route configuration " + route + " of " + listener.getName());
          }
        }
      }
    }
    return missing;
  }

  private static List<String> routeNames(Listener listener) throws InvalidProtocolBufferException {
    List<String> names = new ArrayList<>();
    for (var chain : listener.getFilterChainsList()) {
      for (Filter filter : chain.getFiltersList()) {
        if (filter.getTypedConfig().is(HttpConnectionManager.class)) {
          HttpConnectionManager manager =
              filter.getTypedConfig().unpack(HttpConnectionManager.class);
          if (manager.hasRds()) {
            names.add(manager.getRds().getRouteConfigName());
          }
        }
      }
    }
    return names;
  }
}
