package dev.ostia.translator.telemetry.tracing;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import dev.ostia.translator.config.provider.OtelTracingProvider;
import dev.ostia.translator.config.provider.OtelTracingProvider.HttpExport;
import dev.ostia.translator.config.provider.SkyWalkingProvider;
import dev.ostia.translator.config.provider.ZipkinProvider;
import dev.ostia.translator.resolve.ProtoDurations;
import dev.ostia.translator.telemetry.accesslog.CollectorCluster;
import io.envoyproxy.envoy.config.core.v3.GrpcService;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
import io.envoyproxy.envoy.config.core.v3.HttpService;
import io.envoyproxy.envoy.config.core.v3.HttpUri;
import io.envoyproxy.envoy.config.core.v3.TypedExtensionConfig;
import io.envoyproxy.envoy.config.trace.v3.ClientConfig;
import io.envoyproxy.envoy.config.trace.v3.DatadogConfig;
import io.envoyproxy.envoy.config.trace.v3.OpenTelemetryConfig;
import io.envoyproxy.envoy.config.trace.v3.SkyWalkingConfig;
import io.envoyproxy.envoy.config.trace.v3.Tracing.Http;
import io.envoyproxy.envoy.config.trace.v3.ZipkinConfig;
import io.envoyproxy.envoy.config.trace.v3.ZipkinConfig.CollectorEndpointVersion;
import io.envoyproxy.envoy.extensions.tracers.opentelemetry.resource_detectors.v3.EnvironmentResourceDetectorConfig;
import java.util.TreeMap;

/** Envoy's tracers by kind of provider. Names and defaults are Istio's. */
public final class Tracers {

  private Tracers() {}

  /** Zipkin's, over HTTP. */
  public static Http zipkin(ZipkinProvider provider, CollectorCluster cluster) {
    return tracer(
        "envoy.tracers.zipkin",
        ZipkinConfig.newBuilder()
            .setCollectorCluster(cluster.name())
            .setCollectorHostname(cluster.hostname())
            .setCollectorEndpoint(provider.path())
            .setCollectorEndpointVersion(CollectorEndpointVersion.HTTP_JSON)
            .setTraceId128Bit(!provider.shortIds())
            .setSharedSpanContext(BoolValue.of(false))
            .build());
  }

  /** OpenTelemetry's, over gRPC or HTTP. */
  public static Http otel(OtelTracingProvider provider, CollectorCluster cluster, String service) {
    OpenTelemetryConfig.Builder config = OpenTelemetryConfig.newBuilder().setServiceName(service);
    HttpExport http = provider.http();
    if (http != null) {
      config.setHttpService(http(http, cluster));
    } else {
      GrpcService.Builder grpc = cluster.grpc().toBuilder();
      if (provider.timeout() != null) {
        grpc.setTimeout(ProtoDurations.of(provider.timeout()));
      }
      new TreeMap<>(provider.initialMetadata())
          .forEach(
              (name, value) ->
                  grpc.addInitialMetadata(HeaderValue.newBuilder().setKey(name).setValue(value)));
      config.setGrpcService(grpc);
    }
    if (provider.environmentResource()) {
      config.addResourceDetectors(
          TypedExtensionConfig.newBuilder()
              .setName("envoy.tracers.opentelemetry.resource_detectors.environment")
              .setTypedConfig(Any.pack(EnvironmentResourceDetectorConfig.getDefaultInstance())));
    }
    return tracer("envoy.tracers.opentelemetry", config.build());
  }

  private static HttpService http(HttpExport http, CollectorCluster cluster) {
    HttpService.Builder service =
        HttpService.newBuilder()
            .setHttpUri(
                HttpUri.newBuilder()
                    .setUri(cluster.hostname() + http.path())
                    .setCluster(cluster.name())
                    .setTimeout(ProtoDurations.of(http.timeout())));
    new TreeMap<>(http.headers())
        .forEach(
            (name, value) ->
                service.addRequestHeadersToAdd(
                    HeaderValueOption.newBuilder()
                        .setHeader(HeaderValue.newBuilder().setKey(name).setValue(value))
                        .setAppendAction(HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD)));
    return service.build();
  }

  /** Datadog's agent, over HTTP. */
  public static Http datadog(CollectorCluster cluster, String service) {
    return tracer(
        "envoy.tracers.datadog",
        DatadogConfig.newBuilder()
            .setCollectorCluster(cluster.name())
            .setCollectorHostname(cluster.hostname())
            .setServiceName(service)
            .build());
  }

  /** SkyWalking's, over gRPC. */
  public static Http skyWalking(
      SkyWalkingProvider provider, CollectorCluster cluster, String service) {
    ClientConfig.Builder client = ClientConfig.newBuilder().setServiceName(service);
    if (!provider.accessToken().isEmpty()) {
      client.setBackendToken(provider.accessToken());
    }
    return tracer(
        "envoy.tracers.skywalking",
        SkyWalkingConfig.newBuilder()
            .setGrpcService(cluster.grpc())
            .setClientConfig(client)
            .build());
  }

  private static Http tracer(String name, Message config) {
    return Http.newBuilder().setName(name).setTypedConfig(Any.pack(config)).build();
  }
}
