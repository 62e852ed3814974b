package dev.ostia.translator.route.feature;

import dev.ostia.translator.route.rule.RuleScope;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import java.util.List;

/** All features of HTTP rules, in the order in which they are applied. */
public final class RouteFeatures {

  private static final List<RouteFeature> ORDERED =
      List.of(
          new Redirect(),
          new DirectResponse(),
          new HeaderOperations(),
          new RouteDestinations(),
          new Rewrite(),
          new Timeout(),
          new Retries(),
          new Mirrors(),
          new Faults(),
          new Cors(),
          new ConsistentHash(),
          new UnsupportedFields());

  private RouteFeatures() {}

  /** Applies every feature of the rule. */
  public static void apply(HTTPRoute rule, RuleScope scope, Route.Builder route) {
    for (RouteFeature feature : ORDERED) {
      feature.apply(rule, scope, route);
    }
  }
}
