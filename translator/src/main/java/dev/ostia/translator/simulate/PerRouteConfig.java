package dev.ostia.translator.simulate;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings that a route has for an HTTP filter: its own, else those of what is around it. */
record PerRouteConfig(
    HttpConnection http, RouteConfiguration routes, VirtualHost host, Route route) {

  /**
   * The settings for the filter of this name; empty if there are none, or no such filter.
   *
   * @param model their type
   */
  <T extends Message> Optional<T> of(String filter, Class<T> model) {
    boolean present =
        http.manager().getHttpFiltersList().stream().anyMatch(f -> f.getName().equals(filter));
    if (!present) {
      return Optional.empty();
    }
    List<Map<String, Any>> scopes =
        List.of(
            route.getTypedPerFilterConfigMap(),
            host.getTypedPerFilterConfigMap(),
            routes.getTypedPerFilterConfigMap());
    for (Map<String, Any> scope : scopes) {
      Any config = scope.get(filter);
      if (config != null) {
        return config.is(model) ? Optional.of(unpack(filter, config, model)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static <T extends Message> T unpack(String filter, Any config, Class<T> model) {
    try {
      return config.unpack(model);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(
          "the settings for " + filter + " are not what their type says", e);
    }
  }
}
