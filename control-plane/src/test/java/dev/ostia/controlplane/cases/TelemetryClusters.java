package dev.ostia.controlplane.cases;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLog;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.trace.v3.DatadogConfig;
import io.envoyproxy.envoy.config.trace.v3.OpenTelemetryConfig;
import io.envoyproxy.envoy.config.trace.v3.SkyWalkingConfig;
import io.envoyproxy.envoy.config.trace.v3.ZipkinConfig;
import io.envoyproxy.envoy.extensions.access_loggers.grpc.v3.HttpGrpcAccessLogConfig;
import io.envoyproxy.envoy.extensions.access_loggers.grpc.v3.TcpGrpcAccessLogConfig;
import io.envoyproxy.envoy.extensions.access_loggers.open_telemetry.v3.OpenTelemetryAccessLogConfig;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.Set;
import java.util.TreeSet;

/** The clusters that a filter chain sends logs and spans to. */
final class TelemetryClusters {

  private final Set<String> names = new TreeSet<>();

  private TelemetryClusters() {}

  static Set<String> of(FilterChain chain) {
    TelemetryClusters found = new TelemetryClusters();
    try {
      for (Filter filter : chain.getFiltersList()) {
        found.visit(filter.getTypedConfig());
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
    found.names.remove("");
    return found.names;
  }

  private void visit(Any filter) throws InvalidProtocolBufferException {
    if (filter.is(TcpProxy.class)) {
      for (AccessLog log : filter.unpack(TcpProxy.class).getAccessLogList()) {
        logger(log.getTypedConfig());
      }
    } else if (filter.is(HttpConnectionManager.class)) {
      HttpConnectionManager manager = filter.unpack(HttpConnectionManager.class);
      for (AccessLog log : manager.getAccessLogList()) {
        logger(log.getTypedConfig());
      }
      tracer(manager.getTracing().getProvider().getTypedConfig());
    }
  }

  private void logger(Any log) throws InvalidProtocolBufferException {
    if (log.is(HttpGrpcAccessLogConfig.class)) {
      var common = log.unpack(HttpGrpcAccessLogConfig.class).getCommonConfig();
      names.add(common.getGrpcService().getEnvoyGrpc().getClusterName());
    } else if (log.is(TcpGrpcAccessLogConfig.class)) {
      var common = log.unpack(TcpGrpcAccessLogConfig.class).getCommonConfig();
      names.add(common.getGrpcService().getEnvoyGrpc().getClusterName());
    } else if (log.is(OpenTelemetryAccessLogConfig.class)) {
      var common = log.unpack(OpenTelemetryAccessLogConfig.class).getCommonConfig();
      names.add(common.getGrpcService().getEnvoyGrpc().getClusterName());
    }
  }

  private void tracer(Any tracer) throws InvalidProtocolBufferException {
    if (tracer.is(ZipkinConfig.class)) {
      names.add(tracer.unpack(ZipkinConfig.class).getCollectorCluster());
    } else if (tracer.is(DatadogConfig.class)) {
      names.add(tracer.unpack(DatadogConfig.class).getCollectorCluster());
    } else if (tracer.is(SkyWalkingConfig.class)) {
      var grpc = tracer.unpack(SkyWalkingConfig.class).getGrpcService();
      names.add(grpc.getEnvoyGrpc().getClusterName());
    } else if (tracer.is(OpenTelemetryConfig.class)) {
      OpenTelemetryConfig otel = tracer.unpack(OpenTelemetryConfig.class);
      names.add(otel.getGrpcService().getEnvoyGrpc().getClusterName());
      names.add(otel.getHttpService().getHttpUri().getCluster());
    }
  }
}
