package dev.ostia.translator.simulate;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.ostia.translator.route.shard.ShardNames;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import java.util.Map;
import java.util.Optional;

/** The HTTP connection manager of a filter chain. */
public record HttpConnection(HttpConnectionManager manager) {

  /** That of this chain, if it has one. */
  public static Optional<HttpConnection> of(FilterChain chain) {
    for (Filter filter : chain.getFiltersList()) {
      Any config = filter.getTypedConfig();
      if (config.is(HttpConnectionManager.class)) {
        try {
          return Optional.of(new HttpConnection(config.unpack(HttpConnectionManager.class)));
        } catch (InvalidProtocolBufferException e) {
          throw new IllegalArgumentException(
              "filter " + filter.getName() + " does not hold what its type says", e);
        }
      }
    }
    return Optional.empty();
  }

  /** The name of its route configuration, or of the whole of which it chooses a shard. */
  public String routesName() {
    return switch (manager.getRouteSpecifierCase()) {
      case RDS -> manager.getRds().getRouteConfigName();
      case SCOPED_ROUTES -> manager.getScopedRoutes().getName();
      default -> manager.getRouteConfig().getName();
    };
  }

  /**
   * Its route configuration for requests to a host; empty if it has not arrived.
   *
   * @param host the Host header
   */
  Optional<RouteConfiguration> routes(EnvoyConfig config, String host) {
    return switch (manager.getRouteSpecifierCase()) {
      case RDS -> Optional.ofNullable(config.routes().get(routesName()));
      case SCOPED_ROUTES -> shard(config, host);
      default -> Optional.of(manager.getRouteConfig());
    };
  }

  private Optional<RouteConfiguration> shard(EnvoyConfig config, String host) {
    return config.routes().tailMap(routesName()).entrySet().stream()
        .takeWhile(entry -> entry.getKey().startsWith(routesName()))
        .filter(entry -> ShardNames.covers(entry.getKey(), routesName(), host))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Whether answers get no headers of Envoy's own. */
  boolean suppressesEnvoyHeaders() {
    try {
      for (HttpFilter filter : manager.getHttpFiltersList()) {
        if (filter.getTypedConfig().is(Router.class)) {
          return filter.getTypedConfig().unpack(Router.class).getSuppressEnvoyHeaders();
        }
      }
      return false;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("the router does not hold what its type says", e);
    }
  }

  /** The Server header of its answers: replaced unless it is told otherwise. */
  Headers stampServer(Headers response) {
    String name = manager.getServerName().isEmpty() ? "envoy" : manager.getServerName();
    return switch (manager.getServerHeaderTransformation()) {
      case APPEND_IF_ABSENT ->
          response.contains("server") ? response : response.set("server", name);
      case PASS_THROUGH -> response;
      default -> response.set("server", name);
    };
  }
}
