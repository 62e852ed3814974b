package dev.ostia.translator.route;

import com.google.common.collect.ImmutableList;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;

/**
 * A virtual host with the origin of each of its routes.
 *
 * @param origins one for each route of the virtual host, in its order
 */
public record TracedVirtualHost(VirtualHost virtualHost, ImmutableList<RouteOrigin> origins) {}
