package dev.ostia.translator.listener;

import com.google.protobuf.BoolValue;
import com.google.protobuf.util.Durations;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.telemetry.ProxyTelemetry;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.UpgradeConfig;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;

/** The HTTP connection manager as Istio's gateways have it, of stock Envoy's parts only. */
final class HttpConnectionManagers {

  private HttpConnectionManagers() {}

  /**
   * A connection manager.
   *
   * @param statPrefix of its metrics
   * @param routeName the route configuration, fetched over ADS
   * @param sharded whether it is in shards
   * @param grpcWeb whether gRPC-Web is turned into gRPC
   */
  static HttpConnectionManager of(
      String statPrefix,
      String routeName,
      boolean sharded,
      boolean grpcWeb,
      MeshConfig mesh,
      ProxyTelemetry telemetry) {
    HttpConnectionManager.Builder manager =
        HttpConnectionManager.newBuilder()
            .setStatPrefix(statPrefix)
            .addAllHttpFilters(HttpFilters.of(grpcWeb, mesh.gatewayDefaults().headers()))
            .addUpgradeConfigs(UpgradeConfig.newBuilder().setUpgradeType("websocket"))
            .setUseRemoteAddress(BoolValue.of(true))
            .setStreamIdleTimeout(Durations.ZERO)
            .setProxy100Continue(true);
    telemetry.applyTo(manager);
    if (sharded) {
      ShardChoice.apply(routeName, ads(), manager);
    } else {
      manager.setRds(Rds.newBuilder().setRouteConfigName(routeName).setConfigSource(ads()));
    }
    ConnectionDefaults.apply(mesh.gatewayDefaults(), manager);
    return manager.build();
  }

  /** ADS, and the listener waits for its routes as long as it takes. */
  private static ConfigSource ads() {
    return ConfigSource.newBuilder()
        .setAds(AggregatedConfigSource.getDefaultInstance())
        .setInitialFetchTimeout(Durations.ZERO)
        .setResourceApiVersion(ApiVersion.V3)
        .build();
  }
}
