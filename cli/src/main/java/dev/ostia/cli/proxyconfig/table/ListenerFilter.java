package dev.ostia.cli.proxyconfig.table;

import io.envoyproxy.envoy.config.listener.v3.Listener;

/**
 * Which listeners are shown; case does not matter.
 *
 * @param address one of the listener's; empty for any
 * @param port of the first address; 0 for any
 * @param type HTTP, TCP, HTTP+TCP or UNKNOWN; empty for any
 */
public record ListenerFilter(String address, int port, String type) {

  boolean matches(Listener listener) {
    return (address.isEmpty()
            || ListenerText.addresses(listener).stream().anyMatch(address::equalsIgnoreCase))
        && (port == 0 || port == ListenerText.port(listener))
        && (type.isEmpty() || type.equalsIgnoreCase(ListenerText.type(listener)));
  }
}
