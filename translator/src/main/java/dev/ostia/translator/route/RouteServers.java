package dev.ostia.translator.route;

import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.resolve.ListenerBinding;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The servers that share a route configuration.
 *
 * @param http3Port the port on which their clients may try HTTP/3; empty for none
 */
record RouteServers(List<BoundServer> servers, OptionalInt http3Port) {

  /** Those of all listeners, by the name of the route configuration. */
  static Map<String, RouteServers> of(List<ListenerBinding> listeners) {
    Map<String, RouteServers> all = new TreeMap<>();
    for (ListenerBinding listener : listeners) {
      listener
          .routeConfigurations()
          .forEach(
              (name, servers) ->
                  all.put(name, new RouteServers(servers, listener.advertisedQuicPort(name))));
    }
    return all;
  }
}
