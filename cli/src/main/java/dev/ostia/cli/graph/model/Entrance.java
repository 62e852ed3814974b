package dev.ostia.cli.graph.model;

import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import java.util.List;

/**
 * A filter chain of a port.
 *
 * @param node of the port
 * @param listener Envoy's name of it
 * @param ports that clients connect to
 */
record Entrance(String node, String listener, List<Integer> ports, FilterChain chain) {

  /** Whether only TLS handshakes come here. */
  boolean isTls() {
    return chain.hasTransportSocket()
        || chain.getFilterChainMatch().getTransportProtocol().equals("tls")
        || !serverNames().isEmpty();
  }

  /** The server names that it takes; empty for all. */
  List<String> serverNames() {
    return List.copyOf(chain.getFilterChainMatch().getServerNamesList());
  }
}
