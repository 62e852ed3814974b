package dev.ostia.cli.proxyconfig.table;

import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;

/**
 * Which route configurations are shown.
 *
 * @param name the whole name; empty for any
 */
public record RouteFilter(String name) {

  boolean matches(RouteConfiguration routes) {
    return name.isEmpty() || name.equals(routes.getName());
  }
}
