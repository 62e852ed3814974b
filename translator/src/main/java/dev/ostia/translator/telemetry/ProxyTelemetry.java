package dev.ostia.translator.telemetry;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.telemetry.accesslog.LogFilters;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLog;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.Tracing;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.RequestIDExtension;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.request_id.uuid.v3.UuidRequestIdConfig;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one proxy logs and traces.
 *
 * @param http the access logs of requests
 * @param tcp the access logs of connections
 * @param listener the access logs of what no filter chain takes
 * @param tracing null for none
 * @param sampleByRequestId whether {@code x-request-id} decides what is traced
 * @param clusters that logs and spans are sent to
 * @param origins the objects that had a say
 */
public record ProxyTelemetry(
    List<AccessLog> http,
    List<AccessLog> tcp,
    List<AccessLog> listener,
    @Nullable Tracing tracing,
    boolean sampleByRequestId,
    Set<String> clusters,
    Set<ObjectKey> origins,
    List<Diagnostic> diagnostics) {

  /** Gives a connection manager its logs and its tracer. */
  public void applyTo(HttpConnectionManager.Builder manager) {
    manager
        .addAllAccessLog(http)
        .setRequestIdExtension(
            RequestIDExtension.newBuilder()
                .setTypedConfig(
                    Any.pack(
                        UuidRequestIdConfig.newBuilder()
                            .setUseRequestIdForTraceSampling(BoolValue.of(sampleByRequestId))
                            .build())));
    if (tracing != null) {
      manager.setTracing(tracing);
    }
  }

  /** Gives a TCP proxy its logs. */
  public void applyTo(TcpProxy.Builder proxy) {
    proxy.addAllAccessLog(tcp);
  }

  /** Gives a listener its logs. */
  public void applyTo(Listener.Builder made) {
    listener.forEach(log -> made.addAccessLog(LogFilters.ofListener(log)));
  }
}
