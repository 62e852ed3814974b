package dev.ostia.translator.route.feature;

import dev.ostia.translator.route.rule.RuleScope;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;

/** {@code http[].headers}; what it says of the host is left to {@link Rewrite}. */
final class HeaderOperations implements RouteFeature {

  @Override
  public void apply(HTTPRoute rule, RuleScope scope, Route.Builder route) {
    HeaderLists lists = HeaderLists.of(rule.getHeaders(), ".headers", scope);
    route
        .addAllRequestHeadersToAdd(lists.requestAdd())
        .addAllRequestHeadersToRemove(lists.requestRemove())
        .addAllResponseHeadersToAdd(lists.responseAdd())
        .addAllResponseHeadersToRemove(lists.responseRemove());
    if (!lists.host().isEmpty() && !route.hasRedirect() && !route.hasDirectResponse()) {
      route.getRouteBuilder().setHostRewriteLiteral(lists.host());
    }
  }
}
