package dev.ostia.bench;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the control plane sent, made ready for the bare server: another port, another version. */
final class Floor {

  private final Map<String, Map<String, Any>> resources;
  private final String routeName;
  private RouteConfiguration current;

  Floor(Map<String, Map<String, Any>> recorded, String routeName, int port)
      throws InvalidProtocolBufferException {
    this.routeName = routeName;
    this.resources = new LinkedHashMap<>(recorded);
    Map<String, Any> listeners = new LinkedHashMap<>();
    for (Map.Entry<String, Any> entry : of(recorded, AdsRecorder.LISTENER).entrySet()) {
      Listener.Builder listener = entry.getValue().unpack(Listener.class).toBuilder();
      listener.getAddressBuilder().getSocketAddressBuilder().setPortValue(port);
      listeners.put(entry.getKey(), Any.pack(listener.build()));
    }
    resources.put(AdsRecorder.LISTENER, listeners);
    Any routes = of(recorded, AdsRecorder.ROUTE).get(routeName);
    if (routes == null) {
      throw new IllegalStateException("no route configuration " + routeName);
    }
    current = routes.unpack(RouteConfiguration.class);
  }

  private static Map<String, Any> of(Map<String, Map<String, Any>> recorded, String typeUrl) {
    return recorded.getOrDefault(typeUrl, Map.of());
  }

  Map<String, Map<String, Any>> resources() {
    return resources;
  }

  /**
   * The ready-made route configuration in which the last route of one host has another {@code
   * x-version}.
   */
  Any withVersion(String host, String version) {
    RouteConfiguration.Builder next = current.toBuilder();
    for (int i = 0; i < next.getVirtualHostsCount(); i++) {
      if (next.getVirtualHosts(i).getDomainsList().contains(host)) {
        VirtualHost.Builder changed = next.getVirtualHosts(i).toBuilder();
        changed
            .getRoutesBuilder(changed.getRoutesCount() - 1)
            .getResponseHeadersToAddBuilder(0)
            .getHeaderBuilder()
            .setValue(version);
        current = next.setVirtualHosts(i, changed).build();
        return Any.pack(current);
      }
    }
    throw new IllegalStateException("no virtual host for " + host + " in " + routeName);
  }
}
