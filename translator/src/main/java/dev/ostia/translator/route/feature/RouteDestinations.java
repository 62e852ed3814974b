package dev.ostia.translator.route.feature;

import com.google.protobuf.UInt32Value;
import dev.ostia.translator.route.rule.RuleScope;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteDestination;
import java.util.List;

/** {@code http[].route}: one cluster, or several by weight. */
final class RouteDestinations implements RouteFeature {

  private static final long MAX_TOTAL_WEIGHT = 0xFFFF_FFFFL;

  @Override
  public void apply(HTTPRoute rule, RuleScope scope, Route.Builder route) {
    if (route.hasRedirect() || route.hasDirectResponse() || scope.refused()) {
      return;
    }
    List<HTTPRouteDestination> destinations = rule.getRoute() == null ? List.of() : rule.getRoute();
    if (destinations.isEmpty()) {
      scope.refuse("", "no route, redirect or directResponse", "Say where requests should go");
    } else if (destinations.size() == 1) {
      single(destinations.getFirst(), scope, route);
    } else {
      weighted(destinations, scope, route.getRouteBuilder());
    }
  }

  private static void single(
      HTTPRouteDestination destination, RuleScope scope, Route.Builder route) {
    RouteAction.Builder action = route.getRouteBuilder();
    action.setCluster(
        DestinationClusters.of(destination.getDestination(), ".route[0].destination", scope));
    HeaderLists lists = HeaderLists.of(destination.getHeaders(), ".route[0].headers", scope);
    route
        .addAllRequestHeadersToAdd(lists.requestAdd())
        .addAllRequestHeadersToRemove(lists.requestRemove())
        .addAllResponseHeadersToAdd(lists.responseAdd())
        .addAllResponseHeadersToRemove(lists.responseRemove());
    if (!lists.host().isEmpty() && action.getHostRewriteLiteral().isEmpty()) {
      action.setHostRewriteLiteral(lists.host());
    }
  }

  private static void weighted(
      List<HTTPRouteDestination> destinations, RuleScope scope, RouteAction.Builder action) {
    long total = 0;
    for (int i = 0; i < destinations.size(); i++) {
      HTTPRouteDestination destination = destinations.get(i);
      int weight = destination.getWeight() == null ? 0 : destination.getWeight();
      if (weight > 0) {
        total += weight;
        action
            .getWeightedClustersBuilder()
            .addClusters(share(destination, i, weight, scope, action));
      }
    }
    if (total == 0 || total > MAX_TOTAL_WEIGHT) {
      scope.refuse(
          ".route",
          "the weights of the destinations add up to " + total,
          "Give weights whose sum is above 0 and below 2^32");
    }
  }

  private static ClusterWeight share(
      HTTPRouteDestination destination,
      int index,
      int weight,
      RuleScope scope,
      RouteAction.Builder action) {
    String field = ".route[" + index + "]";
    HeaderLists lists = HeaderLists.of(destination.getHeaders(), field + ".headers", scope);
    ClusterWeight.Builder share =
        ClusterWeight.newBuilder()
            .setName(
                DestinationClusters.of(destination.getDestination(), field + ".destination", scope))
            .setWeight(UInt32Value.of(weight))
            .addAllRequestHeadersToAdd(lists.requestAdd())
            .addAllRequestHeadersToRemove(lists.requestRemove())
            .addAllResponseHeadersToAdd(lists.responseAdd())
            .addAllResponseHeadersToRemove(lists.responseRemove());
    if (!lists.host().isEmpty() && action.getHostRewriteLiteral().isEmpty()) {
      share.setHostRewriteLiteral(lists.host());
    }
    return share.build();
  }
}
