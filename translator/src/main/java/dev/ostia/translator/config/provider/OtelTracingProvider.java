package dev.ostia.translator.config.provider;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code opentelemetry}: spans over OTLP.
 *
 * @param maxTagLength {@code maxTagLength} of the path; 0 for Envoy's
 * @param http {@code http}; null to send over gRPC
 * @param timeout of one gRPC request; null for Envoy's
 * @param initialMetadata of a gRPC request
 * @param environmentResource whether the resource has what {@code OTEL_RESOURCE_ATTRIBUTES} says
 */
public record OtelTracingProvider(
    Collector collector,
    int maxTagLength,
    @Nullable HttpExport http,
    @Nullable Duration timeout,
    Map<String, String> initialMetadata,
    boolean environmentResource)
    implements ProviderSettings {

  /**
   * Spans are sent as HTTP requests.
   *
   * @param path of the collector, with a slash first
   * @param timeout of one request
   * @param headers added to each request
   */
  public record HttpExport(String path, Duration timeout, Map<String, String> headers) {}
}
