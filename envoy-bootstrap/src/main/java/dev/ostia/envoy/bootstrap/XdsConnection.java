package dev.ostia.envoy.bootstrap;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap.DynamicResources;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.UpstreamConnectionOptions;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.BackoffStrategy;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.GrpcService;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.KeepaliveSettings;
import io.envoyproxy.envoy.config.core.v3.RetryPolicy;
import io.envoyproxy.envoy.config.core.v3.TcpKeepalive;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an Envoy reaches its control plane. */
final class XdsConnection {

  /** The name that Istio's bootstrap has for it. */
  static final String CLUSTER = "xds-grpc";

  private XdsConnection() {}

  /** Listeners and clusters over one ADS stream; routes, endpoints and secrets follow from them. */
  static DynamicResources dynamicResources(XdsProtocol protocol) {
    return DynamicResources.newBuilder()
        .setLdsConfig(overAds())
        .setCdsConfig(overAds())
        .setAdsConfig(
            ApiConfigSource.newBuilder()
                .setApiType(
                    protocol == XdsProtocol.DELTA
                        ? ApiConfigSource.ApiType.DELTA_GRPC
                        : ApiConfigSource.ApiType.GRPC)
                .setTransportApiVersion(ApiVersion.V3)
                .setSetNodeOnFirstMessageOnly(true)
                .addGrpcServices(grpcService()))
        .build();
  }

  /** Without a time limit: an Envoy that has no configuration yet must not call itself ready. */
  private static ConfigSource overAds() {
    return ConfigSource.newBuilder()
        .setAds(AggregatedConfigSource.getDefaultInstance())
        .setResourceApiVersion(ApiVersion.V3)
        .setInitialFetchTimeout(Duration.getDefaultInstance())
        .build();
  }

  /**
   * Envoy's own backoff grows to 30 s. A restarted control plane is to be found within a second;
   * the backoff has jitter, so many gateways do not come at once.
   */
  private static GrpcService grpcService() {
    return GrpcService.newBuilder()
        .setEnvoyGrpc(
            GrpcService.EnvoyGrpc.newBuilder()
                .setClusterName(CLUSTER)
                .setRetryPolicy(
                    RetryPolicy.newBuilder()
                        .setRetryBackOff(
                            BackoffStrategy.newBuilder()
                                .setBaseInterval(Durations.fromMillis(100))
                                .setMaxInterval(Durations.fromSeconds(1)))))
        .build();
  }

  /**
   * HTTP/2, in plain text or over TLS. Keepalives, on both layers, find a peer that went without a
   * word.
   */
  static Cluster cluster(HostPort address, @Nullable XdsTls tls) {
    Cluster.Builder cluster = cluster(address);
    Path secretFiles = tls == null || tls.token() == null ? null : tls.secretFiles();
    cluster.putTypedExtensionProtocolOptions(
        "envoy.extensions.upstreams.http.v3.HttpProtocolOptions", Any.pack(http2(secretFiles)));
    if (tls != null) {
      cluster.setTransportSocket(XdsTlsSocket.of(tls));
    }
    return cluster.build();
  }

  private static Cluster.Builder cluster(HostPort address) {
    return Cluster.newBuilder()
        .setName(CLUSTER)
        .setAltStatName(Stats.delimited(CLUSTER))
        .setType(
            address.isIpAddress() ? Cluster.DiscoveryType.STATIC : Cluster.DiscoveryType.STRICT_DNS)
        .setConnectTimeout(Durations.fromSeconds(1))
        .setLoadAssignment(Addresses.single(CLUSTER, address))
        .setUpstreamConnectionOptions(
            UpstreamConnectionOptions.newBuilder()
                .setTcpKeepalive(
                    TcpKeepalive.newBuilder()
                        .setKeepaliveProbes(UInt32Value.of(3))
                        .setKeepaliveTime(UInt32Value.of(10))
                        .setKeepaliveInterval(UInt32Value.of(5))))
        .setCircuitBreakers(
            CircuitBreakers.newBuilder()
                .addThresholds(
                    CircuitBreakers.Thresholds.newBuilder()
                        .setMaxConnections(UInt32Value.of(100_000))
                        .setMaxPendingRequests(UInt32Value.of(100_000))
                        .setMaxRequests(UInt32Value.of(100_000))));
  }

  /** With the filters that send a token, if there are files that name one. */
  private static HttpProtocolOptions http2(@Nullable Path secretFiles) {
    return HttpProtocolOptions.newBuilder()
        .addAllHttpFilters(secretFiles == null ? List.of() : XdsTokenFilters.of(secretFiles))
        .setExplicitHttpConfig(
            HttpProtocolOptions.ExplicitHttpConfig.newBuilder()
                .setHttp2ProtocolOptions(
                    Http2ProtocolOptions.newBuilder()
                        .setConnectionKeepalive(
                            KeepaliveSettings.newBuilder()
                                .setInterval(Durations.fromSeconds(30))
                                .setTimeout(Durations.fromSeconds(10)))))
        .build();
  }
}
