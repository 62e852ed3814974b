package dev.ostia.translator.route.feature;

import dev.ostia.translator.route.rule.RuleScope;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;

/** One thing that an HTTP rule can ask for, put on the route that is made from it. */
@FunctionalInterface
interface RouteFeature {

  /**
   * Adds what the rule says of this feature.
   *
   * @param route everything but name and match, which differ for each entry of {@code match}; an
   *     action that an earlier feature has chosen stays
   */
  void apply(HTTPRoute rule, RuleScope scope, Route.Builder route);
}
