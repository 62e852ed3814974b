package dev.ostia.translator.route;

import io.envoyproxy.envoy.config.route.v3.Route;

/**
 * A route with where it came from.
 *
 * @param catchAll whether it leaves nothing to the routes after it
 */
record SourcedRoute(Route route, RouteOrigin origin, boolean catchAll) {}
