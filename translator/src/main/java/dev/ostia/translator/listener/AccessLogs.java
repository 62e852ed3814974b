package dev.ostia.translator.listener;

import com.google.protobuf.Any;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.MeshConfig;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLog;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLogFilter;
import io.envoyproxy.envoy.config.accesslog.v3.ResponseFlagFilter;
import io.envoyproxy.envoy.extensions.access_loggers.file.v3.FileAccessLog;
import java.util.List;
import java.util.Optional;

/** The access log that the mesh configuration asks for ({@code accessLogFile}). */
final class AccessLogs {

  private static final String FILE = "envoy.access_loggers.file";

  /** Connections that no filter chain takes, such as one with an unknown SNI. */
  private static final AccessLogFilter NO_ROUTE =
      AccessLogFilter.newBuilder()
          .setResponseFlagFilter(ResponseFlagFilter.newBuilder().addFlags("NR"))
          .build();

  private AccessLogs() {}

  /** What is wrong with the format that the mesh configuration gives. */
  static Optional<Diagnostic> problem(MeshConfig mesh) {
    return AccessLogFormats.problem(mesh)
        .map(
            problem ->
                new Diagnostic(
                    DiagnosticCode.SCHEMA_VALIDATION,
                    DiagnosticCode.SCHEMA_VALIDATION.severity(),
                    null,
                    "accessLogFormat",
                    "mesh configuration: " + problem + "; the default format is used",
                    "Correct the format",
                    null));
  }

  /** For every request; none if no file is given. */
  static List<AccessLog> ofRequests(MeshConfig mesh) {
    return mesh.accessLogFile().isEmpty() ? List.of() : List.of(file(mesh).build());
  }

  /** For what ends before it is a request. */
  static List<AccessLog> ofListener(MeshConfig mesh) {
    return mesh.accessLogFile().isEmpty()
        ? List.of()
        : List.of(file(mesh).setFilter(NO_ROUTE).build());
  }

  private static AccessLog.Builder file(MeshConfig mesh) {
    return AccessLog.newBuilder()
        .setName(FILE)
        .setTypedConfig(
            Any.pack(
                FileAccessLog.newBuilder()
                    .setPath(mesh.accessLogFile())
                    .setLogFormat(AccessLogFormats.of(mesh))
                    .build()));
  }
}
