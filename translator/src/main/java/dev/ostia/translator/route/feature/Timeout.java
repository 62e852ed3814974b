package dev.ostia.translator.route.feature;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import dev.ostia.translator.route.rule.GoDurations;
import dev.ostia.translator.route.rule.RuleScope;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import java.util.Optional;

/** {@code http[].timeout}; without one there is none, unlike Envoy's 15 seconds. */
final class Timeout implements RouteFeature {

  @Override
  public void apply(HTTPRoute rule, RuleScope scope, Route.Builder route) {
    if (!route.hasRoute()) {
      return;
    }
    Duration timeout = Durations.ZERO;
    if (rule.getTimeout() != null) {
      Optional<Duration> given = GoDurations.parse(rule.getTimeout());
      if (given.isEmpty()) {
        scope.refuse(
            ".timeout", rule.getTimeout() + " is not a duration", "Write it as 500ms or 1.5s");
        return;
      }
      timeout = given.get();
    }
    setBoth(route.getRouteBuilder(), timeout);
  }

  // Envoy has a newer field for the bound on grpc-timeout, but both mean the same and this one is
  // what users of Istio see in their configuration dumps.
  @SuppressWarnings("deprecation")
  private static void setBoth(RouteAction.Builder action, Duration timeout) {
    action.setTimeout(timeout).setMaxGrpcTimeout(timeout);
  }
}
