package dev.ostia.controlplane.source.mesh;

import dev.ostia.translator.config.provider.OtelTracingProvider;
import dev.ostia.translator.config.provider.OtelTracingProvider.HttpExport;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The provider {@code opentelemetry}. */
final class OtelReader {

  /** Istio's default for one request. */
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private OtelReader() {}

  static OtelTracingProvider read(ProviderFields fields) {
    ProviderFields grpc = fields.inner("grpc");
    Duration timeout = null;
    Map<String, String> metadata = Map.of();
    if (grpc != null) {
      timeout = grpc.duration("timeout");
      metadata = grpc.headers("initialMetadata");
      grpc.rest(Set.of(), "");
    }
    ProviderFields detectors = fields.inner("resourceDetectors");
    boolean environment = detectors != null && detectors.inner("environment") != null;
    if (detectors != null) {
      detectors.rest(Set.of("dynatrace"), "there is no such resource detector here");
    }
    return new OtelTracingProvider(
        fields.collector(),
        fields.count("maxTagLength"),
        http(fields.inner("http")),
        timeout,
        metadata,
        environment);
  }

  private static @Nullable HttpExport http(@Nullable ProviderFields http) {
    if (http == null) {
      return null;
    }
    String path = Objects.requireNonNullElse(http.text("path"), "");
    HttpExport export =
        new HttpExport(
            path.startsWith("/") ? path : "/" + path,
            Objects.requireNonNullElse(http.duration("timeout"), TIMEOUT),
            http.headers("headers"));
    http.rest(Set.of(), "");
    return export;
  }
}
