package dev.ostia.translator.telemetry.accesslog;

import com.google.common.collect.ImmutableMap;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.MeshConfig.AccessLogEncoding;
import dev.ostia.translator.format.FormatStrings;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.SubstitutionFormatString;
import io.envoyproxy.envoy.config.core.v3.TypedExtensionConfig;
import io.envoyproxy.envoy.extensions.formatter.req_without_query.v3.ReqWithoutQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a line of the access log says; Istio's defaults, byte for byte. */
public final class LogFormats {

  /** Users have tools that read exactly this line. */
  public static final String TEXT =
      "[%START_TIME%] \"%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%\""
          + " %RESPONSE_CODE% %RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS%"
          + " %CONNECTION_TERMINATION_DETAILS% \"%UPSTREAM_TRANSPORT_FAILURE_REASON%\""
          + " %BYTES_RECEIVED% %BYTES_SENT% %DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)%"
          + " \"%REQ(X-FORWARDED-FOR)%\" \"%REQ(USER-AGENT)%\" \"%REQ(X-REQUEST-ID)%\""
          + " \"%REQ(:AUTHORITY)%\" \"%UPSTREAM_HOST%\" %UPSTREAM_CLUSTER_RAW%"
          + " %UPSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_REMOTE_ADDRESS%"
          + " %REQUESTED_SERVER_NAME% %ROUTE_NAME%\n";

  private static final ImmutableMap<String, String> JSON =
      ImmutableMap.<String, String>builder()
          .put("start_time", "%START_TIME%")
          .put("route_name", "%ROUTE_NAME%")
          .put("method", "%REQ(:METHOD)%")
          .put("path", "%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%")
          .put("protocol", "%PROTOCOL%")
          .put("response_code", "%RESPONSE_CODE%")
          .put("response_flags", "%RESPONSE_FLAGS%")
          .put("response_code_details", "%RESPONSE_CODE_DETAILS%")
          .put("connection_termination_details", "%CONNECTION_TERMINATION_DETAILS%")
          .put("bytes_received", "%BYTES_RECEIVED%")
          .put("bytes_sent", "%BYTES_SENT%")
          .put("duration", "%DURATION%")
          .put("upstream_service_time", "%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)%")
          .put("x_forwarded_for", "%REQ(X-FORWARDED-FOR)%")
          .put("user_agent", "%REQ(USER-AGENT)%")
          .put("request_id", "%REQ(X-REQUEST-ID)%")
          .put("authority", "%REQ(:AUTHORITY)%")
          .put("upstream_host", "%UPSTREAM_HOST%")
          .put("upstream_cluster", "%UPSTREAM_CLUSTER_RAW%")
          .put("upstream_local_address", "%UPSTREAM_LOCAL_ADDRESS%")
          .put("downstream_local_address", "%DOWNSTREAM_LOCAL_ADDRESS%")
          .put("downstream_remote_address", "%DOWNSTREAM_REMOTE_ADDRESS%")
          .put("requested_server_name", "%REQUESTED_SERVER_NAME%")
          .put("upstream_transport_failure_reason", "%UPSTREAM_TRANSPORT_FAILURE_REASON%")
          .buildOrThrow();

  private static final String WITHOUT_QUERY = "%REQ_WITHOUT_QUERY";

  private LogFormats() {}

  /** Why the format that the mesh configuration gives cannot be used; empty if it can. */
  public static Optional<String> problem(MeshConfig mesh) {
    String given = mesh.accessLogFormat();
    if (given.isEmpty()) {
      return Optional.empty();
    }
    if (mesh.accessLogEncoding() == AccessLogEncoding.JSON && parse(given).isEmpty()) {
      return Optional.of("accessLogFormat is not a JSON object, though accessLogEncoding is JSON");
    }
    return problem(given);
  }

  /** Why Envoy would refuse a text as a format; empty if it would not. */
  public static Optional<String> problem(String text) {
    // With the formatter that is added below this one is like %REQ%.
    return FormatStrings.problem(text.replace(WITHOUT_QUERY, "%REQ"));
  }

  /** Why Envoy would refuse a JSON format; empty if it would not. */
  public static Optional<String> problem(Struct labels) {
    return texts(labels).map(LogFormats::problem).flatMap(Optional::stream).findFirst();
  }

  /** The format that the mesh configuration gives, else Istio's default for its encoding. */
  public static SubstitutionFormatString of(MeshConfig mesh) {
    String given = problem(mesh).isPresent() ? "" : mesh.accessLogFormat();
    if (mesh.accessLogEncoding() == AccessLogEncoding.JSON) {
      return json(parse(given).orElseGet(Struct::getDefaultInstance));
    }
    return text(given);
  }

  /** Lines of text; Istio's default for an empty one. */
  public static SubstitutionFormatString text(String given) {
    String text = given.isEmpty() ? TEXT : given.endsWith("\n") ? given : given + "\n";
    return SubstitutionFormatString.newBuilder()
        .setTextFormatSource(DataSource.newBuilder().setInlineString(HiddenHeaders.in(text)))
        .addAllFormatters(formatters(text.contains(WITHOUT_QUERY)))
        .build();
  }

  /** Lines of JSON; Istio's default for an empty one. */
  public static SubstitutionFormatString json(Struct labels) {
    return SubstitutionFormatString.newBuilder()
        .setJsonFormat(labels.getFieldsCount() == 0 ? defaultJson() : HiddenHeaders.in(labels))
        .addAllFormatters(formatters(texts(labels).anyMatch(t -> t.contains(WITHOUT_QUERY))))
        .build();
  }

  private static List<TypedExtensionConfig> formatters(boolean withoutQuery) {
    return withoutQuery
        ? List.of(
            TypedExtensionConfig.newBuilder()
                .setName("envoy.formatter.req_without_query")
                .setTypedConfig(Any.pack(ReqWithoutQuery.getDefaultInstance()))
                .build())
        : List.of();
  }

  private static Stream<String> texts(Struct struct) {
    return struct.getFieldsMap().values().stream().flatMap(LogFormats::texts);
  }

  private static Stream<String> texts(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> Stream.of(value.getStringValue());
      case STRUCT_VALUE -> texts(value.getStructValue());
      case LIST_VALUE -> value.getListValue().getValuesList().stream().flatMap(LogFormats::texts);
      default -> Stream.empty();
    };
  }

  private static Optional<Struct> parse(String json) {
    Struct.Builder struct = Struct.newBuilder();
    try {
      JsonFormat.parser().merge(json, struct);
      return Optional.of(struct.build());
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  private static Struct defaultJson() {
    Struct.Builder struct = Struct.newBuilder();
    for (Map.Entry<String, String> field : JSON.entrySet()) {
      struct.putFields(field.getKey(), Value.newBuilder().setStringValue(field.getValue()).build());
    }
    return struct.build();
  }
}
