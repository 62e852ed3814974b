package dev.ostia.controlplane.cases;

import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.Set;
import java.util.TreeSet;

/** The clusters that a filter chain passes bytes on to. */
final class StreamClusters {

  private StreamClusters() {}

  static Set<String> of(FilterChain chain) {
    Set<String> names = new TreeSet<>();
    for (Filter filter : chain.getFiltersList()) {
      if (filter.getTypedConfig().is(TcpProxy.class)) {
        TcpProxy proxy = proxy(filter);
        if (proxy.hasCluster()) {
          names.add(proxy.getCluster());
        }
        proxy.getWeightedClusters().getClustersList().forEach(c -> names.add(c.getName()));
      }
    }
    return names;
  }

  private static TcpProxy proxy(Filter filter) {
    try {
      return filter.getTypedConfig().unpack(TcpProxy.class);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
