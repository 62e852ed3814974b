package dev.ostia.translator.route.feature;

import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.route.rule.RetryPolicies;
import dev.ostia.translator.route.rule.RuleScope;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.HashPolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteDestination;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code loadBalancer.consistentHash} of the DestinationRules of a rule's destinations: what of a
 * request is hashed, which Envoy has on the route.
 */
final class ConsistentHash implements RouteFeature {

  @Override
  public void apply(HTTPRoute rule, RuleScope scope, Route.Builder route) {
    if (!route.hasRoute() || rule.getRoute() == null) {
      return;
    }
    List<HTTPRouteDestination> destinations = rule.getRoute();
    Set<HashPolicy> policies = new LinkedHashSet<>();
    for (HTTPRouteDestination destination : destinations) {
      boolean used =
          destinations.size() == 1
              || (destination.getWeight() != null && destination.getWeight() > 0);
      if (used) {
        DestinationClusters.resolve(destination.getDestination(), scope)
            .ifPresent(resolved -> policies.addAll(resolved.hashPolicies()));
      }
    }
    if (policies.isEmpty()) {
      return;
    }
    RouteAction.Builder action = route.getRouteBuilder().addAllHashPolicy(policies);
    boolean asked =
        rule.getRetries() != null
            && Boolean.TRUE.equals(rule.getRetries().getRetryIgnorePreviousHosts());
    if (destinations.size() == 1 && !asked) {
      retrySameEndpoint(scope.mesh().defaultHttpRetryPolicy(), action);
    }
  }

  /** The hash names one endpoint; a retry is to reach it as well. */
  private static void retrySameEndpoint(MeshConfig.RetryPolicy mesh, RouteAction.Builder action) {
    if (!action.hasRetryPolicy() && mesh.attempts() > 0 && mesh.otherHosts()) {
      // That of the virtual host, which would ask for another endpoint.
      action.setRetryPolicy(RetryPolicies.of(mesh));
    }
    if (action.hasRetryPolicy()) {
      action.getRetryPolicyBuilder().clearRetryHostPredicate();
    }
  }
}
