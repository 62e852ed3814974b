package dev.ostia.translator.telemetry.accesslog;

import com.google.protobuf.Any;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLog;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLogFilter;
import io.envoyproxy.envoy.config.accesslog.v3.AndFilter;
import io.envoyproxy.envoy.config.accesslog.v3.ExtensionFilter;
import io.envoyproxy.envoy.config.accesslog.v3.ResponseFlagFilter;
import io.envoyproxy.envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter;

/** Which requests and connections are logged. */
public final class LogFilters {

  /** Connections that no filter chain takes, such as one with an unknown SNI. */
  private static final AccessLogFilter NO_FILTER_CHAIN =
      AccessLogFilter.newBuilder()
          .setResponseFlagFilter(ResponseFlagFilter.newBuilder().addFlags("NR"))
          .build();

  private LogFilters() {}

  /** {@code filter.expression} of a Telemetry. */
  public static AccessLogFilter expression(String cel) {
    return AccessLogFilter.newBuilder()
        .setExtensionFilter(
            ExtensionFilter.newBuilder()
                .setName("envoy.access_loggers.extension_filters.cel")
                .setTypedConfig(Any.pack(ExpressionFilter.newBuilder().setExpression(cel).build())))
        .build();
  }

  /** The log with what it has to say of connections that became neither a request nor a stream. */
  public static AccessLog ofListener(AccessLog log) {
    AccessLogFilter filter =
        log.hasFilter()
            ? AccessLogFilter.newBuilder()
                .setAndFilter(
                    AndFilter.newBuilder().addFilters(NO_FILTER_CHAIN).addFilters(log.getFilter()))
                .build()
            : NO_FILTER_CHAIN;
    return log.toBuilder().setFilter(filter).build();
  }
}
