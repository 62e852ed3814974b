package dev.ostia.translator.telemetry;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.validate.telemetry.EnvoyCel;
import io.fabric8.istio.api.api.telemetry.v1alpha1.AccessLogging;
import io.fabric8.istio.api.api.telemetry.v1alpha1.Tracing;
import io.fabric8.istio.api.api.telemetry.v1alpha1.TracingCustomTag;
import io.fabric8.istio.api.api.telemetry.v1alpha1.WorkloadMode;
import io.fabric8.istio.api.telemetry.v1.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be said of Telemetry objects whichever proxy they are for. */
final class TelemetryChecks {

  private final ConfigView view;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private TelemetryChecks(ConfigView view) {
    this.view = view;
  }

  /** All diagnostics of a view. */
  static List<Diagnostic> of(ConfigView view) {
    TelemetryChecks checks = new TelemetryChecks(view);
    Map<String, ConfigObject<Telemetry>> counting = ApplicableObjects.ofWholeNamespaces(view);
    for (ConfigObject<Telemetry> object : view.telemetries()) {
      checks.check(object, counting.get(object.key().namespace()));
    }
    return checks.diagnostics;
  }

  private void check(
      ConfigObject<Telemetry> object, @Nullable ConfigObject<Telemetry> ofNamespace) {
    var spec = object.resource().getSpec();
    if (spec == null) {
      return;
    }
    if (ofNamespace != null
        && ApplicableObjects.isForWholeNamespace(object)
        && !ofNamespace.equals(object)) {
      add(
          DiagnosticCode.NO_EFFECT,
          object,
          "",
          "of several Telemetry objects for the whole namespace only the oldest counts, which is "
              + ofNamespace.key().name(),
          "Put it all into one object, or give this one a selector");
    }
    if (spec.getMetrics() != null && !spec.getMetrics().isEmpty()) {
      add(
          DiagnosticCode.NOT_HONOURED,
          object,
          "spec.metrics",
          "it is about metrics of Istio's own Envoy, which a stock Envoy does not have; its own"
              + " metrics cannot be changed from here",
          "Remove it; which of Envoy's metrics there are, the gateway's bootstrap says");
    }
    checkTargets(object);
    checkLogging(object, spec.getAccessLogging());
    checkTracing(object, spec.getTracing());
  }

  private void checkTargets(ConfigObject<Telemetry> object) {
    var targets = ApplicableObjects.targets(object);
    boolean list = object.resource().getSpec().getTargetRef() == null;
    for (int i = 0; i < targets.size(); i++) {
      if (!ApplicableObjects.isGateway(targets.get(i))) {
        add(
            DiagnosticCode.NO_EFFECT,
            object,
            list ? "spec.targetRefs[" + i + "]" : "spec.targetRef",
            "only a Gateway of gateway.networking.k8s.io is a target that gateways have",
            "Name such a Gateway, or use a selector");
      }
    }
  }

  private void checkLogging(ConfigObject<Telemetry> object, @Nullable List<AccessLogging> entries) {
    for (int i = 0; entries != null && i < entries.size(); i++) {
      AccessLogging entry = entries.get(i);
      String path = "spec.accessLogging[" + i + "]";
      checkMode(object, entry.getMatch() == null ? null : entry.getMatch().getMode(), path);
      checkFilter(object, entry, path);
      boolean aboutNone = entry.getProviders() == null || entry.getProviders().isEmpty();
      if (aboutNone && nothingInherited(object, entries.subList(0, i))) {
        add(
            DiagnosticCode.NO_EFFECT,
            object,
            path,
            "it names no provider and there is none to inherit, so the accessLogFile of the mesh"
                + " configuration counts as before",
            "Name the provider, such as envoy");
      }
    }
  }

  private void checkFilter(ConfigObject<Telemetry> object, AccessLogging entry, String path) {
    String filter = entry.getFilter() == null ? null : entry.getFilter().getExpression();
    String fault = filter == null ? null : EnvoyCel.fault(filter);
    if (fault != null) {
      add(
          DiagnosticCode.NOT_HONOURED,
          object,
          path + ".filter.expression",
          "Envoy cannot use this expression: "
              + fault
              + "; logging stays as it is without this"
              + " entry",
          "Use comparisons of attributes, has, size, startsWith, endsWith, contains and matches");
    }
  }

  /** Whether an entry of the object without providers is about nothing. */
  private boolean nothingInherited(ConfigObject<Telemetry> object, List<AccessLogging> before) {
    boolean own = before.stream().anyMatch(entry -> namesProvider(entry));
    if (own || !view.mesh().telemetryDefaults().logging().isEmpty()) {
      return false;
    }
    return view.telemetries().stream()
        .filter(other -> !other.equals(object))
        .filter(other -> other.resource().getSpec() != null)
        .map(other -> other.resource().getSpec().getAccessLogging())
        .noneMatch(
            entries ->
                entries != null && entries.stream().anyMatch(TelemetryChecks::namesProvider));
  }

  private static boolean namesProvider(AccessLogging entry) {
    return entry.getProviders() != null && !entry.getProviders().isEmpty();
  }

  private void checkMode(ConfigObject<Telemetry> object, @Nullable WorkloadMode mode, String path) {
    if (!Providers.countsForGateways(mode)) {
      add(
          DiagnosticCode.NO_EFFECT,
          object,
          path + ".match.mode",
          "gateways are clients, so an entry for servers has no effect",
          "Write CLIENT or CLIENT_AND_SERVER, or leave match out");
    }
  }

  private void checkTracing(ConfigObject<Telemetry> object, @Nullable List<Tracing> entries) {
    for (int i = 0; entries != null && i < entries.size(); i++) {
      Tracing entry = entries.get(i);
      String path = "spec.tracing[" + i + "]";
      checkMode(object, entry.getMatch() == null ? null : entry.getMatch().getMode(), path);
      if (entry.getProviders() != null && entry.getProviders().size() > 1) {
        add(
            DiagnosticCode.NOT_HONOURED,
            object,
            path + ".providers[1]",
            "a proxy traces to one provider, which is the first",
            "Remove the others");
      }
      if (Boolean.TRUE.equals(entry.getAdditionalProperties().get("disableContextPropagation"))) {
        add(
            DiagnosticCode.NOT_HONOURED,
            object,
            path + ".disableContextPropagation",
            "headers that carry the trace are sent to backends nevertheless",
            "");
      }
      checkTags(object, entry.getCustomTags(), path);
    }
  }

  private void checkTags(
      ConfigObject<Telemetry> object, @Nullable Map<String, TracingCustomTag> tags, String path) {
    if (tags == null) {
      return;
    }
    tags.forEach(
        (name, tag) -> {
          if (tag != null && tag.getType() == null) {
            add(
                DiagnosticCode.NOT_HONOURED,
                object,
                path + ".customTags." + name,
                "a tag by a formatter is not added to spans",
                "Use literal, environment or header");
          }
        });
  }

  private void add(
      DiagnosticCode code,
      ConfigObject<Telemetry> object,
      String field,
      String message,
      String advice) {
    diagnostics.add(Diagnostic.of(code, object, field, message, advice));
  }
}
