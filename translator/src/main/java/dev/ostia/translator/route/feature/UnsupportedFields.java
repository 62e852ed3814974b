package dev.ostia.translator.route.feature;

import dev.ostia.translator.route.rule.RuleScope;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;

/** Names every field of a rule that no other feature honours. */
final class UnsupportedFields implements RouteFeature {

  @Override
  public void apply(HTTPRoute rule, RuleScope scope, Route.Builder route) {
    if (rule.getDelegate() != null) {
      scope.notHonoured(".delegate", "a delegate cannot delegate again, so the rule has no routes");
    }
  }
}
