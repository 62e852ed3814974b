package dev.ostia.translator.telemetry.accesslog;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.provider.FileLogProvider;
import dev.ostia.translator.config.provider.GrpcLogProvider;
import dev.ostia.translator.config.provider.OtelLogProvider;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLog;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.SubstitutionFormatString;
import io.envoyproxy.envoy.extensions.access_loggers.file.v3.FileAccessLog;
import io.envoyproxy.envoy.extensions.access_loggers.grpc.v3.CommonGrpcAccessLogConfig;
import io.envoyproxy.envoy.extensions.access_loggers.grpc.v3.HttpGrpcAccessLogConfig;
import io.envoyproxy.envoy.extensions.access_loggers.grpc.v3.TcpGrpcAccessLogConfig;
import io.envoyproxy.envoy.extensions.access_loggers.open_telemetry.v3.OpenTelemetryAccessLogConfig;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.List;

/** Access loggers without filters. Names and defaults are Istio's. */
public final class Loggers {

  private Loggers() {}

  /** The file of the mesh configuration, in its format. */
  public static AccessLog file(String path, MeshConfig mesh) {
    return file(path, LogFormats.of(mesh));
  }

  /** A file with a format of its own. */
  public static AccessLog file(FileLogProvider provider) {
    SubstitutionFormatString format =
        provider.labels() != null
            ? LogFormats.json(provider.labels())
            : LogFormats.text(provider.text() == null ? "" : provider.text());
    return file(
        provider.path(), format.toBuilder().setOmitEmptyValues(provider.omitEmptyValues()).build());
  }

  private static AccessLog file(String path, SubstitutionFormatString format) {
    return log(
        "envoy.access_loggers.file",
        FileAccessLog.newBuilder().setPath(path).setLogFormat(format).build());
  }

  /** Envoy's own protocol. */
  public static AccessLog grpc(GrpcLogProvider provider, CollectorCluster cluster) {
    if (!provider.http()) {
      return log(
          "envoy.access_loggers.tcp_grpc",
          TcpGrpcAccessLogConfig.newBuilder()
              .setCommonConfig(
                  common(
                      provider.logName(), "tcp_envoy_accesslog", provider.filterState(), cluster))
              .build());
    }
    return log(
        "envoy.access_loggers.http_grpc",
        HttpGrpcAccessLogConfig.newBuilder()
            .setCommonConfig(
                common(provider.logName(), "http_envoy_accesslog", provider.filterState(), cluster))
            .addAllAdditionalRequestHeadersToLog(HiddenHeaders.without(provider.requestHeaders()))
            .addAllAdditionalResponseHeadersToLog(provider.responseHeaders())
            .addAllAdditionalResponseTrailersToLog(provider.responseTrailers())
            .build());
  }

  /** OpenTelemetry's protocol. */
  public static AccessLog otel(OtelLogProvider provider, CollectorCluster cluster) {
    String text =
        provider.text() == null || provider.text().isEmpty() ? LogFormats.TEXT : provider.text();
    OpenTelemetryAccessLogConfig.Builder config =
        OpenTelemetryAccessLogConfig.newBuilder()
            .setCommonConfig(common(provider.logName(), "otel_envoy_accesslog", List.of(), cluster))
            .setDisableBuiltinLabels(true)
            .setBody(AnyValue.newBuilder().setStringValue(HiddenHeaders.in(text)));
    if (provider.labels() != null && provider.labels().getFieldsCount() > 0) {
      config.setAttributes(OtelValues.attributes(HiddenHeaders.in(provider.labels())));
    }
    return log("envoy.access_loggers.open_telemetry", config.build());
  }

  private static CommonGrpcAccessLogConfig common(
      String given, String otherwise, List<String> filterState, CollectorCluster cluster) {
    return CommonGrpcAccessLogConfig.newBuilder()
        .setLogName(given.isEmpty() ? otherwise : given)
        .setGrpcService(cluster.grpc())
        .setTransportApiVersion(ApiVersion.V3)
        .addAllFilterStateObjectsToLog(filterState)
        .build();
  }

  private static AccessLog log(String name, Message config) {
    return AccessLog.newBuilder().setName(name).setTypedConfig(Any.pack(config)).build();
  }
}
