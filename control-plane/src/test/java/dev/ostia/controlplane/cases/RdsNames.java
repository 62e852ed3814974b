package dev.ostia.controlplane.cases;

import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import java.util.Set;
import java.util.TreeSet;

/** The route configurations that a filter chain asks for. */
final class RdsNames {

  private RdsNames() {}

  static Set<String> of(FilterChain chain) {
    Set<String> names = new TreeSet<>();
    for (Filter filter : chain.getFiltersList()) {
      if (filter.getTypedConfig().is(HttpConnectionManager.class)) {
        HttpConnectionManager manager = manager(filter);
        names.add(
            manager.hasScopedRoutes()
                ? manager.getScopedRoutes().getName()
                : manager.getRds().getRouteConfigName());
      }
    }
    return names;
  }

  private static HttpConnectionManager manager(Filter filter) {
    try {
      return filter.getTypedConfig().unpack(HttpConnectionManager.class);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
