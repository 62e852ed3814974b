package dev.ostia.translator.config.provider;

import com.google.protobuf.Struct;
import org.jspecify.annotations.Nullable;

/**
 * {@code envoyOtelAls}: access logs as OpenTelemetry log records over gRPC.
 *
 * @param logName {@code logName}; empty for Istio's default
 * @param text {@code logFormat.text}, the body; null for Istio's default text
 * @param labels {@code logFormat.labels}, the attributes; null for none
 */
public record OtelLogProvider(
    Collector collector, String logName, @Nullable String text, @Nullable Struct labels)
    implements ProviderSettings {}
