/** HTTPMatchRequest to Envoy's RouteMatch. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.route.match;
