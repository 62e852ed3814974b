package dev.ostia.controlplane.cases;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import dev.ostia.controlplane.cases.pki.Placeholders;
import io.envoyproxy.envoy.config.trace.v3.DatadogConfig;
import io.envoyproxy.envoy.config.trace.v3.OpenTelemetryConfig;
import io.envoyproxy.envoy.config.trace.v3.SkyWalkingConfig;
import io.envoyproxy.envoy.config.trace.v3.ZipkinConfig;
import io.envoyproxy.envoy.extensions.access_loggers.file.v3.FileAccessLog;
import io.envoyproxy.envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter;
import io.envoyproxy.envoy.extensions.access_loggers.grpc.v3.HttpGrpcAccessLogConfig;
import io.envoyproxy.envoy.extensions.access_loggers.grpc.v3.TcpGrpcAccessLogConfig;
import io.envoyproxy.envoy.extensions.access_loggers.open_telemetry.v3.OpenTelemetryAccessLogConfig;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.Cors;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import io.envoyproxy.envoy.extensions.filters.http.grpc_stats.v3.FilterConfig;
import io.envoyproxy.envoy.extensions.filters.http.grpc_web.v3.GrpcWeb;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol;
import io.envoyproxy.envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.formatter.req_without_query.v3.ReqWithoutQuery;
import io.envoyproxy.envoy.extensions.http.header_formatters.preserve_case.v3.PreserveCaseFormatterConfig;
import io.envoyproxy.envoy.extensions.request_id.uuid.v3.UuidRequestIdConfig;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import io.envoyproxy.envoy.extensions.retry.priority.previous_priorities.v3.PreviousPrioritiesConfig;
import io.envoyproxy.envoy.extensions.tracers.opentelemetry.resource_detectors.v3.EnvironmentResourceDetectorConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.proxy_protocol.v3.ProxyProtocolUpstreamTransport;
import io.envoyproxy.envoy.extensions.transport_sockets.quic.v3.QuicDownstreamTransport;
import io.envoyproxy.envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Envoy's messages as YAML, with the field names of Envoy's documentation. */
final class EnvoyYaml {

  private static final TypeRegistry TYPES =
      TypeRegistry.newBuilder()
          .add(HttpConnectionManager.getDescriptor())
          .add(TcpProxy.getDescriptor())
          .add(Router.getDescriptor())
          .add(HTTPFault.getDescriptor())
          .add(Cors.getDescriptor())
          .add(FilterConfig.getDescriptor())
          .add(GrpcWeb.getDescriptor())
          .add(FileAccessLog.getDescriptor())
          .add(ExpressionFilter.getDescriptor())
          .add(HttpGrpcAccessLogConfig.getDescriptor())
          .add(TcpGrpcAccessLogConfig.getDescriptor())
          .add(OpenTelemetryAccessLogConfig.getDescriptor())
          .add(ReqWithoutQuery.getDescriptor())
          .add(ZipkinConfig.getDescriptor())
          .add(OpenTelemetryConfig.getDescriptor())
          .add(DatadogConfig.getDescriptor())
          .add(SkyWalkingConfig.getDescriptor())
          .add(EnvironmentResourceDetectorConfig.getDescriptor())
          .add(UuidRequestIdConfig.getDescriptor())
          .add(PreviousHostsPredicate.getDescriptor())
          .add(HttpProtocolOptions.getDescriptor())
          .add(DownstreamTlsContext.getDescriptor())
          .add(UpstreamTlsContext.getDescriptor())
          .add(QuicDownstreamTransport.getDescriptor())
          .add(TlsInspector.getDescriptor())
          .add(ProxyProtocol.getDescriptor())
          .add(ProxyProtocolUpstreamTransport.getDescriptor())
          .add(RawBuffer.getDescriptor())
          .add(PreviousPrioritiesConfig.getDescriptor())
          .add(PreserveCaseFormatterConfig.getDescriptor())
          .build();

  private static final int NEVER_FOLD = 100_000;

  private EnvoyYaml() {}

  /** A list of messages. */
  static String print(Collection<? extends Message> messages) {
    return dump(messages.stream().map(EnvoyYaml::tree).toList());
  }

  /** A list of lines. */
  static String printLines(List<String> lines) {
    return dump(new ArrayList<>(lines));
  }

  private static String dump(List<?> content) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(content.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK)
            .setWidth(NEVER_FOLD)
            .setDereferenceAliases(true)
            .build();
    return new Dump(settings).dumpToString(content);
  }

  private static Object tree(Message message) {
    try {
      String json =
          JsonFormat.printer()
              .usingTypeRegistry(TYPES)
              .preservingProtoFieldNames()
              .sortingMapKeys()
              .print(message);
      return requireNonNull(hidden(new Load(LoadSettings.builder().build()).loadFromString(json)));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "a message holds a type that " + EnvoyYaml.class.getSimpleName() + " does not know", e);
    }
  }

  /** The same without certificates and keys: what stands for them in the input instead. */
  private static @Nullable Object hidden(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> all = new LinkedHashMap<>();
        map.forEach((key, entry) -> all.put(key, hidden(entry)));
        yield all;
      }
      case List<?> list -> list.stream().map(EnvoyYaml::hidden).toList();
      case String text -> Placeholders.hide(text);
      case null, default -> value;
    };
  }
}
