package dev.ostia.translator.telemetry.tracing;

import com.google.common.base.Strings;
import dev.ostia.translator.config.Proxy;
import io.envoyproxy.envoy.type.tracing.v3.CustomTag;
import io.fabric8.istio.api.api.telemetry.v1alpha1.TracingCustomTag;
import io.fabric8.istio.api.api.telemetry.v1alpha1.TracingCustomTagEnvironment;
import io.fabric8.istio.api.api.telemetry.v1alpha1.TracingCustomTagHeader;
import io.fabric8.istio.api.api.telemetry.v1alpha1.TracingCustomTagLiteral;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What spans carry beside Envoy's own tags, sorted by name. */
public final class SpanTags {

  private SpanTags() {}

  /**
   * The tags.
   *
   * @param given {@code customTags} of Telemetry objects
   * @param proxy whose name and namespace Istio's tags tell; null for none of them
   * @param meshId what Istio's tags tell of the mesh; empty for nothing
   */
  public static Collection<CustomTag> of(
      Map<String, TracingCustomTag> given, @Nullable Proxy proxy, String meshId) {
    TreeMap<String, CustomTag> tags = new TreeMap<>();
    if (proxy != null) {
      literal(tags, "istio.canonical_revision", ProxyNames.revision(proxy));
      literal(tags, "istio.canonical_service", ProxyNames.service(proxy));
      literal(tags, "istio.namespace", proxy.namespace());
      if (!meshId.isEmpty()) {
        literal(tags, "istio.mesh_id", meshId);
      }
    }
    given.forEach((name, tag) -> put(tags, name, tag));
    return tags.values();
  }

  private static void literal(Map<String, CustomTag> tags, String name, String value) {
    tags.put(
        name,
        CustomTag.newBuilder()
            .setTag(name)
            .setLiteral(CustomTag.Literal.newBuilder().setValue(value))
            .build());
  }

  private static void put(Map<String, CustomTag> tags, String name, TracingCustomTag tag) {
    switch (tag.getType()) {
      case TracingCustomTagLiteral literal ->
          literal(tags, name, Strings.nullToEmpty(literal.getLiteral().getValue()));
      case TracingCustomTagEnvironment environment ->
          tags.put(
              name,
              CustomTag.newBuilder()
                  .setTag(name)
                  .setEnvironment(
                      CustomTag.Environment.newBuilder()
                          .setName(Strings.nullToEmpty(environment.getEnvironment().getName()))
                          .setDefaultValue(
                              Strings.nullToEmpty(environment.getEnvironment().getDefaultValue())))
                  .build());
      case TracingCustomTagHeader header ->
          tags.put(
              name,
              CustomTag.newBuilder()
                  .setTag(name)
                  .setRequestHeader(
                      CustomTag.Header.newBuilder()
                          .setName(Strings.nullToEmpty(header.getHeader().getName()))
                          .setDefaultValue(
                              Strings.nullToEmpty(header.getHeader().getDefaultValue())))
                  .build());
      case null, default -> {
        // A formatter: TelemetryChecks says that it has no effect.
      }
    }
  }
}
