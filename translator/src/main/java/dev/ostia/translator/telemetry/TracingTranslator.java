package dev.ostia.translator.telemetry;

import com.google.protobuf.BoolValue;
import com.google.protobuf.UInt32Value;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.provider.DatadogProvider;
import dev.ostia.translator.config.provider.ExtensionProvider;
import dev.ostia.translator.config.provider.OtelTracingProvider;
import dev.ostia.translator.config.provider.SkyWalkingProvider;
import dev.ostia.translator.config.provider.ZipkinProvider;
import dev.ostia.translator.telemetry.Collectors.MissingServiceException;
import dev.ostia.translator.telemetry.Providers.Named;
import dev.ostia.translator.telemetry.tracing.ProxyNames;
import dev.ostia.translator.telemetry.tracing.SpanTags;
import dev.ostia.translator.telemetry.tracing.Tracers;
import io.envoyproxy.envoy.config.trace.v3.Tracing.Http;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.Tracing;
import io.envoyproxy.envoy.type.v3.Percent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule about tracing to what a connection manager has of it. */
final class TracingTranslator {

  private static final String NOTHING = ", so nothing is traced";
  private static final Percent ALL = Percent.newBuilder().setValue(100).build();

  private final MeshConfig mesh;
  private final Proxy proxy;
  private final Collectors collectors;
  private final List<Diagnostic> diagnostics;

  TracingTranslator(
      MeshConfig mesh, Proxy proxy, Collectors collectors, List<Diagnostic> diagnostics) {
    this.mesh = mesh;
    this.proxy = proxy;
    this.collectors = collectors;
    this.diagnostics = diagnostics;
  }

  /** The tracing; null for none. */
  @Nullable Tracing translate(TracingRule rule) {
    Named named = rule.provider();
    if (rule.disabled() || named == null) {
      return null;
    }
    ExtensionProvider provider =
        Providers.find(mesh.telemetryDefaults().providers(), named.name()).orElse(null);
    if (provider == null) {
      diagnostics.add(Diagnostics.unknownProvider(named, NOTHING));
      return null;
    }
    Http tracer = tracer(named, provider);
    if (tracer == null) {
      return null;
    }
    Tracing.Builder tracing = tracing(rule).setProvider(tracer);
    if (maxTagLength(provider) > 0) {
      tracing.setMaxPathTagLength(UInt32Value.of(maxTagLength(provider)));
    }
    return tracing.build();
  }

  private Tracing.Builder tracing(TracingRule rule) {
    double sampling =
        rule.sampling() == null ? mesh.telemetryDefaults().sampling() : rule.sampling();
    return Tracing.newBuilder()
        .setClientSampling(ALL)
        .setRandomSampling(Percent.newBuilder().setValue(sampling))
        .setOverallSampling(ALL)
        .setSpawnUpstreamSpan(BoolValue.of(true))
        .addAllCustomTags(
            SpanTags.of(
                rule.tags(), rule.istioTags() ? proxy : null, mesh.telemetryDefaults().meshId()));
  }

  private static int maxTagLength(ExtensionProvider provider) {
    return switch (provider.settings()) {
      case ZipkinProvider zipkin -> zipkin.maxTagLength();
      case OtelTracingProvider otel -> otel.maxTagLength();
      case DatadogProvider datadog -> datadog.maxTagLength();
      default -> 0;
    };
  }

  private @Nullable Http tracer(Named named, ExtensionProvider provider) {
    String service = ProxyNames.service(proxy) + "." + proxy.namespace();
    try {
      return switch (provider.settings()) {
        case ZipkinProvider zipkin -> Tracers.zipkin(zipkin, collectors.find(zipkin.collector()));
        case OtelTracingProvider otel ->
            Tracers.otel(otel, collectors.find(otel.collector()), service);
        case DatadogProvider datadog ->
            Tracers.datadog(collectors.find(datadog.collector()), service);
        case SkyWalkingProvider skyWalking ->
            Tracers.skyWalking(skyWalking, collectors.find(skyWalking.collector()), service);
        default -> {
          diagnostics.add(
              named.diagnostic(
                  DiagnosticCode.NOT_HONOURED,
                  "the provider %s takes no spans here".formatted(provider.name()) + NOTHING,
                  "Name one with zipkin, opentelemetry, datadog or skywalking"));
          yield null;
        }
      };
    } catch (MissingServiceException e) {
      diagnostics.add(Diagnostics.missingService(named, provider, e, NOTHING));
      return null;
    }
  }
}
