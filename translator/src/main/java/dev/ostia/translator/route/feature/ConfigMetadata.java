package dev.ostia.translator.route.feature;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.route.rule.RuleScope;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;

/** The VirtualService's path in the API, where {@code istioctl proxy-config} looks for it. */
final class ConfigMetadata implements RouteFeature {

  @Override
  public void apply(HTTPRoute rule, RuleScope scope, Route.Builder route) {
    ObjectKey key = scope.object().key();
    String path =
        "/apis/networking.istio.io/v1/namespaces/"
            + key.namespace()
            + "/virtual-service/"
            + key.name();
    Struct istio =
        Struct.newBuilder()
            .putFields("config", Value.newBuilder().setStringValue(path).build())
            .build();
    route.setMetadata(Metadata.newBuilder().putFilterMetadata("istio", istio));
  }
}
