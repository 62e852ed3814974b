package dev.ostia.translator.route.feature;

import com.google.protobuf.BoolValue;
import dev.ostia.translator.route.rule.RuleScope;
import io.envoyproxy.envoy.config.core.v3.RuntimeFractionalPercent;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction.RequestMirrorPolicy;
import io.envoyproxy.envoy.type.v3.FractionalPercent;
import io.fabric8.istio.api.api.networking.v1alpha3.Destination;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMirrorPolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code http[].mirror} and {@code http[].mirrors}: all requests unless a share is given, and none
 * for a share of 0.
 */
final class Mirrors implements RouteFeature {

  @Override
  public void apply(HTTPRoute rule, RuleScope scope, Route.Builder route) {
    if (!route.hasRoute()) {
      return;
    }
    if (rule.getMirror() != null) {
      add(route, rule.getMirror(), share(rule), ".mirror", scope);
    }
    List<HTTPMirrorPolicy> mirrors = rule.getMirrors() == null ? List.of() : rule.getMirrors();
    for (int i = 0; i < mirrors.size(); i++) {
      HTTPMirrorPolicy mirror = mirrors.get(i);
      FractionalPercent share =
          mirror.getPercentage() == null ? Percentages.ALL : Percentages.of(mirror.getPercentage());
      add(route, mirror.getDestination(), share, ".mirrors[" + i + "].destination", scope);
    }
  }

  private static FractionalPercent share(HTTPRoute rule) {
    if (rule.getMirrorPercentage() != null) {
      return Percentages.of(rule.getMirrorPercentage());
    }
    Object alias = rule.getAdditionalProperties().get("mirror_percent");
    Integer percent = alias instanceof Number n ? Integer.valueOf(n.intValue()) : null;
    if (rule.getMirrorPercent() != null) {
      percent = rule.getMirrorPercent();
    }
    return percent == null ? Percentages.ALL : Percentages.whole(percent);
  }

  private static void add(
      Route.Builder route,
      @Nullable Destination destination,
      FractionalPercent share,
      String field,
      RuleScope scope) {
    if (share.getNumerator() == 0) {
      return;
    }
    String cluster = DestinationClusters.of(destination, field, scope, "nothing is mirrored to it");
    route
        .getRouteBuilder()
        .addRequestMirrorPolicies(
            RequestMirrorPolicy.newBuilder()
                .setCluster(cluster)
                .setRuntimeFraction(RuntimeFractionalPercent.newBuilder().setDefaultValue(share))
                .setTraceSampled(BoolValue.of(false))
                .setDisableShadowHostSuffixAppend(true));
  }
}
