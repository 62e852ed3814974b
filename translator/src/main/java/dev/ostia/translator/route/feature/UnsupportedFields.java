package dev.ostia.translator.route.feature;

import dev.ostia.translator.route.rule.RuleScope;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import org.jspecify.annotations.Nullable;

/** Names every field of a rule that no other feature honours. */
final class UnsupportedFields implements RouteFeature {

  @Override
  public void apply(HTTPRoute rule, RuleScope scope, Route.Builder route) {
    report(rule.getFault(), ".fault", "faults are not injected", scope);
    report(rule.getCorsPolicy(), ".corsPolicy", "CORS requests are not answered", scope);
    report(rule.getMirror(), ".mirror", "requests are not mirrored", scope);
    if (rule.getMirrors() != null && !rule.getMirrors().isEmpty()) {
      scope.notHonoured(".mirrors", "requests are not mirrored");
    }
    report(rule.getDelegate(), ".delegate", "delegates are not followed", scope);
  }

  private static void report(
      @Nullable Object value, String field, String message, RuleScope scope) {
    if (value != null) {
      scope.notHonoured(field, message);
    }
  }
}
