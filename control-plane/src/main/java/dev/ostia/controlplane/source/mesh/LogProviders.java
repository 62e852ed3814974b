package dev.ostia.controlplane.source.mesh;

import com.google.protobuf.Struct;
import dev.ostia.translator.config.provider.FileLogProvider;
import dev.ostia.translator.config.provider.GrpcLogProvider;
import dev.ostia.translator.config.provider.OtelLogProvider;
import dev.ostia.translator.telemetry.accesslog.LogFormats;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The providers that take access logs. */
final class LogProviders {

  private record Format(@Nullable String text, @Nullable Struct labels) {}

  private LogProviders() {}

  static FileLogProvider file(ProviderFields fields) {
    Format format = format(fields);
    String path = fields.text("path");
    return new FileLogProvider(
        path == null || path.isEmpty() ? "/dev/stdout" : path,
        format.text(),
        format.labels(),
        fields.flag("omitEmptyValues"));
  }

  static GrpcLogProvider grpc(ProviderFields fields, boolean http) {
    return new GrpcLogProvider(
        http,
        fields.collector(),
        Objects.requireNonNullElse(fields.text("logName"), ""),
        fields.texts("filterStateObjectsToLog"),
        http ? fields.texts("additionalRequestHeadersToLog") : List.of(),
        http ? fields.texts("additionalResponseHeadersToLog") : List.of(),
        http ? fields.texts("additionalResponseTrailersToLog") : List.of());
  }

  static OtelLogProvider otel(ProviderFields fields) {
    Format format = format(fields);
    return new OtelLogProvider(
        fields.collector(),
        Objects.requireNonNullElse(fields.text("logName"), ""),
        format.text(),
        format.labels());
  }

  private static Format format(ProviderFields fields) {
    ProviderFields format = fields.inner("logFormat");
    if (format == null) {
      return new Format(null, null);
    }
    String text = format.text("text");
    Struct labels = format.struct("labels");
    if (text != null) {
      LogFormats.problem(text).ifPresent(problem -> format.badFormat("text", problem));
    }
    if (labels != null) {
      LogFormats.problem(labels).ifPresent(problem -> format.badFormat("labels", problem));
    }
    format.rest(Set.of(), "");
    return new Format(text, labels);
  }
}
