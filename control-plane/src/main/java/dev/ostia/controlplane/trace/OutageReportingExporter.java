package dev.ostia.controlplane.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once when a collector does not take traces, and once when it does again. */
final class OutageReportingExporter implements SpanExporter {

  private static final Logger log = LoggerFactory.getLogger("ostia");

  private final SpanExporter exporter;
  private final URI endpoint;
  private final AtomicBoolean away = new AtomicBoolean();

  OutageReportingExporter(SpanExporter exporter, URI endpoint) {
    this.exporter = exporter;
    this.endpoint = endpoint;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = exporter.export(spans);
    result.whenComplete(() -> tell(result));
    return result;
  }

  private void tell(CompletableResultCode result) {
    boolean failed = !result.isSuccess();
    if (away.compareAndSet(!failed, failed)) {
      if (failed) {
        log.warn(
            "traces cannot be posted to {} ({}); they are dropped until it takes them",
            endpoint,
            reason(result.getFailureThrowable()));
      } else {
        log.info("traces are posted to {} again", endpoint);
      }
    }
  }

  /** The innermost cause says it best. */
  private static String reason(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause == null) {
      return "it refused them";
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
