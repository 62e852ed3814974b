package dev.ostia.translator.telemetry;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.TelemetryDefaults;
import dev.ostia.translator.resolve.Destinations;
import dev.ostia.translator.telemetry.accesslog.LogFormats;
import io.fabric8.istio.api.telemetry.v1.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a proxy logs and traces in a view. Keeps its last result: it is the same instance as long as
 * its content is. Not thread-safe.
 */
public final class TelemetryTranslator {

  private final Proxy proxy;
  private Map<ObjectKey, ConfigObject<?>> seen = Map.of();
  private @Nullable MeshConfig mesh;
  private @Nullable Destinations destinations;
  private @Nullable ProxyTelemetry last;

  /** A translator for this proxy. */
  public TelemetryTranslator(Proxy proxy) {
    this.proxy = proxy;
  }

  /** The result for a view. */
  @SuppressWarnings("ReferenceEquality") // The map of a kind is the same if nothing of it changed.
  public ProxyTelemetry translate(ConfigView view, Destinations current) {
    ProxyTelemetry before = last;
    if (before != null
        && seen == view.kind(Kind.TELEMETRY)
        && view.mesh().equals(mesh)
        && current.equals(destinations)) {
      return before;
    }
    seen = view.kind(Kind.TELEMETRY);
    mesh = view.mesh();
    destinations = current;
    ProxyTelemetry made = make(view, current);
    ProxyTelemetry result = before != null && made.equals(before) ? before : made;
    last = result;
    return result;
  }

  private ProxyTelemetry make(ConfigView view, Destinations current) {
    TelemetryDefaults defaults = view.mesh().telemetryDefaults();
    List<Diagnostic> diagnostics = new ArrayList<>(TelemetryChecks.of(view));
    checkFormat(view.mesh(), diagnostics);
    List<ConfigObject<Telemetry>> objects = ApplicableObjects.of(view, proxy);
    Collectors collectors = new Collectors(current, view.mesh());
    LoggingTranslator logging = new LoggingTranslator(view.mesh(), collectors, diagnostics);
    logging.translate(
        LoggingRules.of(
            objects, Providers.defaults(defaults.logging(), "defaultProviders.accessLogging")));
    TracingRule tracing =
        TracingRule.of(objects, Providers.defaults(defaults.tracing(), "defaultProviders.tracing"));
    return new ProxyTelemetry(
        logging.http(),
        logging.tcp(),
        logging.listener(),
        new TracingTranslator(view.mesh(), proxy, collectors, diagnostics).translate(tracing),
        tracing.sampleByRequestId(),
        Set.copyOf(collectors.clusters()),
        Set.copyOf(objects.stream().map(ConfigObject::key).toList()),
        List.copyOf(diagnostics));
  }

  private static void checkFormat(MeshConfig mesh, List<Diagnostic> diagnostics) {
    LogFormats.problem(mesh)
        .ifPresent(
            problem ->
                diagnostics.add(
                    new Diagnostic(
                        DiagnosticCode.SCHEMA_VALIDATION,
                        DiagnosticCode.SCHEMA_VALIDATION.severity(),
                        null,
                        "accessLogFormat",
                        "mesh configuration: " + problem + "; the default format is used",
                        "Correct the format",
                        null)));
  }
}
