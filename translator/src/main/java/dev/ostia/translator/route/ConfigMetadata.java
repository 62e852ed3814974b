package dev.ostia.translator.route;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.ostia.translator.config.ObjectKey;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;

/**
 * The VirtualService's path in the API, as {@code istioctl} writes it. It is on the virtual host
 * where all of its routes are of one VirtualService, and else on each route: the metadata of every
 * single route is a quarter of what a route costs Envoy.
 */
final class ConfigMetadata {

  private ConfigMetadata() {}

  /**
   * Puts it where it belongs.
   *
   * @param origins of the routes of the virtual host, in their order
   * @param onRoutes on every route, where {@code istioctl proxy-config} looks for it
   */
  static void apply(
      VirtualHost.Builder virtualHost, ImmutableList<RouteOrigin> origins, boolean onRoutes) {
    if (origins.isEmpty()) {
      return;
    }
    ObjectKey first = origins.getFirst().object();
    if (!onRoutes && origins.stream().allMatch(origin -> origin.object().equals(first))) {
      virtualHost.setMetadata(of(first));
      return;
    }
    for (int i = 0; i < origins.size(); i++) {
      virtualHost.setRoutes(
          i, virtualHost.getRoutes(i).toBuilder().setMetadata(of(origins.get(i).object())).build());
    }
  }

  private static Metadata of(ObjectKey key) {
    String path =
        "/apis/networking.istio.io/v1/namespaces/"
            + key.namespace()
            + "/virtual-service/"
            + key.name();
    Struct istio =
        Struct.newBuilder()
            .putFields("config", Value.newBuilder().setStringValue(path).build())
            .build();
    return Metadata.newBuilder().putFilterMetadata("istio", istio).build();
  }
}
