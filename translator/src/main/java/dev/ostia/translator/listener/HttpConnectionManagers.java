package dev.ostia.translator.listener;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.util.Durations;
import dev.ostia.translator.config.MeshConfig;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ForwardClientCertDetails;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.PathWithEscapedSlashesAction;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.SetCurrentClientCertDetails;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.UpgradeConfig;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.RequestIDExtension;
import io.envoyproxy.envoy.extensions.request_id.uuid.v3.UuidRequestIdConfig;

/** The HTTP connection manager as Istio's gateways have it, of stock Envoy's parts only. */
final class HttpConnectionManagers {

  private HttpConnectionManagers() {}

  /**
   * A connection manager.
   *
   * @param statPrefix of its metrics
   * @param routeName the route configuration, fetched over ADS
   * @param grpcWeb whether gRPC-Web is turned into gRPC
   */
  static HttpConnectionManager of(
      String statPrefix, String routeName, boolean grpcWeb, MeshConfig mesh) {
    return HttpConnectionManager.newBuilder()
        .setStatPrefix(statPrefix)
        .setRds(Rds.newBuilder().setRouteConfigName(routeName).setConfigSource(ads()))
        .addAllHttpFilters(HttpFilters.of(grpcWeb))
        .addAllAccessLog(AccessLogs.ofRequests(mesh))
        .addUpgradeConfigs(UpgradeConfig.newBuilder().setUpgradeType("websocket"))
        .setUseRemoteAddress(BoolValue.of(true))
        .setServerName("istio-envoy")
        .setNormalizePath(BoolValue.of(true))
        .setPathWithEscapedSlashesAction(PathWithEscapedSlashesAction.KEEP_UNCHANGED)
        .setStreamIdleTimeout(Durations.ZERO)
        .setForwardClientCertDetails(ForwardClientCertDetails.SANITIZE_SET)
        .setSetCurrentClientCertDetails(
            SetCurrentClientCertDetails.newBuilder()
                .setSubject(BoolValue.of(true))
                .setCert(true)
                .setDns(true)
                .setUri(true))
        .setProxy100Continue(true)
        .setRequestIdExtension(
            RequestIDExtension.newBuilder()
                .setTypedConfig(
                    Any.pack(
                        UuidRequestIdConfig.newBuilder()
                            .setUseRequestIdForTraceSampling(BoolValue.of(true))
                            .build())))
        .build();
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
