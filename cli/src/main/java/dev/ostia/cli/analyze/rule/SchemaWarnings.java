package dev.ostia.cli.analyze.rule;

import static dev.ostia.translator.config.ModelLists.orEmpty;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import io.fabric8.istio.api.api.networking.v1alpha3.OutlierDetection;
import io.fabric8.istio.api.api.networking.v1alpha3.Subset;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicy;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.WorkloadEntry;
import io.fabric8.istio.api.telemetry.v1.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Istio's validation takes and warns of (IST0133). */
final class SchemaWarnings implements Rule {

  @Override
  public List<Diagnostic> check(ConfigView view) {
    List<Diagnostic> found = new ArrayList<>();
    view.destinationRules().forEach(rule -> ofRule(rule, found));
    view.gateways().forEach(gateway -> GatewayWarnings.check(gateway, found));
    view.virtualServices().forEach(service -> VirtualServiceWarnings.check(service, found));
    view.serviceEntries().forEach(entry -> ServiceEntryWarnings.check(entry, found));
    view.workloadEntries().forEach(entry -> ofWorkload(entry, found));
    view.telemetries().forEach(telemetry -> ofTelemetry(telemetry, found));
    return found;
  }

  private static void ofRule(ConfigObject<DestinationRule> rule, List<Diagnostic> found) {
    var spec = rule.resource().getSpec();
    if (spec.getWorkloadSelector() != null
        && isEmpty(spec.getWorkloadSelector().getMatchLabels())) {
      found.add(withoutLabels(rule, "spec.workloadSelector"));
    }
    ofPolicy(rule, "spec.trafficPolicy", spec.getTrafficPolicy(), found);
    List<Subset> subsets = orEmpty(spec.getSubsets());
    for (int i = 0; i < subsets.size(); i++) {
      String field = "spec.subsets[" + i + "].trafficPolicy";
      ofPolicy(rule, field, subsets.get(i).getTrafficPolicy(), found);
    }
  }

  private static void ofPolicy(
      ConfigObject<?> rule, String field, @Nullable TrafficPolicy policy, List<Diagnostic> found) {
    if (policy == null) {
      return;
    }
    ofOutliers(rule, field, policy.getOutlierDetection(), found);
    BalancerWarnings.check(
        rule, field, policy.getLoadBalancer(), policy.getOutlierDetection(), found);
    var ports = orEmpty(policy.getPortLevelSettings());
    for (int i = 0; i < ports.size(); i++) {
      String port = field + ".portLevelSettings[" + i + "]";
      OutlierDetection outliers = ports.get(i).getOutlierDetection();
      ofOutliers(rule, port, outliers, found);
      BalancerWarnings.check(rule, port, ports.get(i).getLoadBalancer(), outliers, found);
    }
  }

  private static void ofOutliers(
      ConfigObject<?> rule, String field, @Nullable OutlierDetection set, List<Diagnostic> found) {
    if (set != null && set.getConsecutiveErrors() != null && set.getConsecutiveErrors() != 0) {
      found.add(
          warning(
              rule,
              field + ".outlierDetection.consecutiveErrors",
              "the field is deprecated and not read",
              "Use consecutiveGatewayErrors or consecutive5xxErrors"));
    }
  }

  private static void ofTelemetry(ConfigObject<Telemetry> telemetry, List<Diagnostic> found) {
    var selector = telemetry.resource().getSpec().getSelector();
    if (selector != null && isEmpty(selector.getMatchLabels())) {
      found.add(withoutLabels(telemetry, "spec.selector"));
    }
    var tracing = orEmpty(telemetry.resource().getSpec().getTracing());
    for (int i = 0; i < tracing.size(); i++) {
      if (orEmpty(tracing.get(i).getProviders()).size() > 1) {
        found.add(
            warning(
                telemetry,
                "spec.tracing[" + i + "].providers[1]",
                "Istio traces to one provider only",
                "Name one provider"));
      }
    }
    if (tracing.size() > 1) {
      found.add(
          warning(
              telemetry,
              "spec.tracing[1]",
              "Istio does not support several rules for tracing in one Telemetry",
              "Make one rule of them"));
    }
  }

  private static void ofWorkload(ConfigObject<WorkloadEntry> entry, List<Diagnostic> found) {
    var spec = entry.resource().getSpec();
    boolean inNetwork = spec.getNetwork() != null && !spec.getNetwork().isEmpty();
    if (inNetwork && (spec.getAddress() == null || spec.getAddress().isEmpty())) {
      found.add(
          warning(
              entry,
              "spec.address",
              "there is no address, so the workload is reached through the gateway of its network "
                  + spec.getNetwork(),
              "Set the address, unless this is meant"));
    }
  }

  /** A selector that selects everything, which is seldom meant. */
  static Diagnostic withoutLabels(ConfigObject<?> object, String field) {
    return warning(
        object,
        field,
        "a selector without labels is for all workloads",
        "Name labels, or leave the selector out");
  }

  private static boolean isEmpty(@Nullable Map<?, ?> map) {
    return map == null || map.isEmpty();
  }

  static Diagnostic warning(ConfigObject<?> object, String field, String message, String advice) {
    return Diagnostic.of(DiagnosticCode.SCHEMA_WARNING, object, field, message, advice);
  }
}
