package dev.ostia.controlplane.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sends spans to a collector by OTLP over HTTP, in batches and in the background. */
final class SpanExport implements AutoCloseable {

  private static final Duration DELAY = Duration.ofSeconds(1);
  private static final long LAST_SECONDS = 2;

  private final SdkTracerProvider provider;

  /**
   * An exporter.
   *
   * @param endpoint where traces are posted, such as {@code http://127.0.0.1:4318/v1/traces}
   */
  SpanExport(URI endpoint) {
    provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(
                    Attributes.of(AttributeKey.stringKey("service.name"), "ostia-control-plane")))
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        new OutageReportingExporter(
                            OtlpHttpSpanExporter.builder().setEndpoint(endpoint.toString()).build(),
                            endpoint))
                    .setScheduleDelay(DELAY)
                    .build())
            .build();
  }

  Tracer tracer() {
    return provider.get("dev.ostia");
  }

  /** Sends what is left, if the collector takes it soon. */
  @Override
  public void close() {
    provider.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS);
  }
}
