package dev.ostia.translator.telemetry;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.telemetry.Providers.Named;
import io.fabric8.istio.api.api.telemetry.v1alpha1.Tracing;
import io.fabric8.istio.api.api.telemetry.v1alpha1.TracingCustomTag;
import io.fabric8.istio.api.telemetry.v1.Telemetry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code tracing} of several Telemetry objects as one: field by field the last word counts.
 *
 * @param provider null if there is none, so that nothing is traced
 * @param disabled {@code disableSpanReporting}
 * @param sampling {@code randomSamplingPercentage}; null for the default of the mesh
 * @param tags {@code customTags}
 * @param sampleByRequestId {@code useRequestIdForTraceSampling}
 * @param istioTags {@code enableIstioTags}
 */
record TracingRule(
    @Nullable Named provider,
    boolean disabled,
    @Nullable Double sampling,
    Map<String, TracingCustomTag> tags,
    boolean sampleByRequestId,
    boolean istioTags) {

  /**
   * The rule of some objects.
   *
   * @param objects the most general first
   * @param defaults {@code defaultProviders.tracing} of the mesh configuration
   */
  static TracingRule of(List<ConfigObject<Telemetry>> objects, List<Named> defaults) {
    TracingRule rule =
        new TracingRule(
            defaults.isEmpty() ? null : defaults.getFirst(), false, null, Map.of(), true, true);
    for (ConfigObject<Telemetry> object : objects) {
      var spec = object.resource().getSpec();
      if (spec != null && spec.getTracing() != null) {
        for (int i = 0; i < spec.getTracing().size(); i++) {
          rule = rule.with(object, spec.getTracing().get(i), "spec.tracing[" + i + "]");
        }
      }
    }
    return rule;
  }

  private TracingRule with(ConfigObject<Telemetry> object, Tracing entry, String path) {
    if (entry.getMatch() != null && !Providers.countsForGateways(entry.getMatch().getMode())) {
      return this;
    }
    List<Named> named = Providers.named(object, entry.getProviders(), path);
    return new TracingRule(
        named.isEmpty() ? provider : named.getFirst(),
        or(entry.getDisableSpanReporting(), disabled),
        entry.getRandomSamplingPercentage() == null
            ? sampling
            : entry.getRandomSamplingPercentage(),
        entry.getCustomTags() == null || entry.getCustomTags().isEmpty()
            ? tags
            : entry.getCustomTags(),
        or(entry.getUseRequestIdForTraceSampling(), sampleByRequestId),
        or(entry.getEnableIstioTags(), istioTags));
  }

  private static boolean or(@Nullable Boolean given, boolean otherwise) {
    return given == null ? otherwise : given;
  }
}
