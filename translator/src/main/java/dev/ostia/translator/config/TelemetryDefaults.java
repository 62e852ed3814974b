package dev.ostia.translator.config;

import dev.ostia.translator.config.provider.ExtensionProvider;
import java.util.List;

/**
 * The settings of Istio's {@code MeshConfig} that Telemetry objects build upon.
 *
 * @param providers {@code extensionProviders} and Istio's built-in ones
 * @param logging {@code defaultProviders.accessLogging}
 * @param tracing {@code defaultProviders.tracing}
 * @param listenerLog whether connections that no filter chain takes are logged: not {@code
 *     disableEnvoyListenerLog}
 * @param sampling {@code defaultConfig.tracing.sampling} in percent, for Telemetry objects that
 *     give none
 * @param meshId {@code defaultConfig.meshId}, else {@code trustDomain}, for spans; empty for none
 */
public record TelemetryDefaults(
    List<ExtensionProvider> providers,
    List<String> logging,
    List<String> tracing,
    boolean listenerLog,
    double sampling,
    String meshId) {

  /** Istio's defaults. */
  public static final TelemetryDefaults ISTIO =
      new TelemetryDefaults(ExtensionProvider.BUILT_IN, List.of(), List.of(), true, 1.0, "");

  /** The same with another default of sampling. */
  TelemetryDefaults withSampling(double percent) {
    return new TelemetryDefaults(providers, logging, tracing, listenerLog, percent, meshId);
  }
}
