package dev.ostia.cli.proxyconfig.table;

import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.listener.v3.AdditionalAddress;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How istioctl writes where a listener listens and of what kind it is. */
final class ListenerText {

  static final String HTTP_FILTER = "envoy.filters.network.http_connection_manager";
  static final String TCP_FILTER = "envoy.filters.network.tcp_proxy";

  private ListenerText() {}

  /** Its address, then the additional ones. */
  static List<String> addresses(Listener listener) {
    List<String> addresses = new ArrayList<>();
    Address first = listener.getAddress();
    addresses.add(
        first.hasSocketAddress()
            ? first.getSocketAddress().getAddress()
            : first.getPipe().getPath());
    for (AdditionalAddress more : listener.getAdditionalAddressesList()) {
      addresses.add(more.getAddress().getSocketAddress().getAddress());
    }
    return addresses;
  }

  /** Its first address' port; 0 where that is no socket's. */
  static int port(Listener listener) {
    return listener.getAddress().getSocketAddress().getPortValue();
  }

  /** Its filter chains, the default one last. */
  static List<FilterChain> chains(Listener listener) {
    List<FilterChain> chains = new ArrayList<>(listener.getFilterChainsList());
    if (listener.hasDefaultFilterChain()) {
      chains.add(listener.getDefaultFilterChain());
    }
    return chains;
  }

  /** What its filters are for. */
  static String type(Listener listener) {
    boolean http = false;
    boolean tcp = false;
    for (FilterChain chain : chains(listener)) {
      for (Filter filter : chain.getFiltersList()) {
        http |= filter.getName().equals(HTTP_FILTER);
        tcp |= filter.getName().equals(TCP_FILTER) && !leadsNowhere(filter);
      }
    }
    if (http) {
      return tcp ? "HTTP+TCP" : "HTTP";
    }
    return tcp ? "TCP" : "UNKNOWN";
  }

  /** Istio's filter for traffic that is to be thrown away. */
  static boolean leadsNowhere(Filter filter) {
    // Latin 1 keeps each byte as one character.
    return filter
        .getTypedConfig()
        .getValue()
        .toString(StandardCharsets.ISO_8859_1)
        .contains("BlackHoleCluster");
  }
}
