package dev.ostia.translator.cluster;

import dev.ostia.translator.cluster.feature.UpstreamTls;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import io.fabric8.istio.api.api.networking.v1alpha3.ClientTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsSimple;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsSimpleLB;
import io.fabric8.istio.api.api.networking.v1alpha3.LocalityLoadBalancerSetting;
import io.fabric8.istio.api.api.networking.v1alpha3.OutlierDetection;
import io.fabric8.istio.api.api.networking.v1alpha3.Subset;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicyPortTrafficPolicy;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which fields of one DestinationRule have no effect here. Depends on the object alone. */
final class RuleChecks {

  private static final String ADVICE = "Remove the field, or expect no effect of it";

  private final ConfigObject<DestinationRule> rule;
  private final List<Diagnostic> found = new ArrayList<>();

  private RuleChecks(ConfigObject<DestinationRule> rule) {
    this.rule = rule;
  }

  static List<Diagnostic> of(ConfigObject<DestinationRule> rule) {
    RuleChecks checks = new RuleChecks(rule);
    var spec = rule.resource().getSpec();
    if (spec != null) {
      checks.check(spec.getTrafficPolicy(), "spec.trafficPolicy");
      List<Subset> subsets = spec.getSubsets() == null ? List.of() : spec.getSubsets();
      for (int i = 0; i < subsets.size(); i++) {
        if (subsets.get(i) != null) {
          checks.check(subsets.get(i).getTrafficPolicy(), "spec.subsets[" + i + "].trafficPolicy");
        }
      }
    }
    return List.copyOf(checks.found);
  }

  private void check(@Nullable TrafficPolicy policy, String path) {
    if (policy == null) {
      return;
    }
    check(policy.getLoadBalancer(), path + ".loadBalancer");
    if (policy.getLoadBalancer() != null) {
      check(
          policy.getLoadBalancer().getLocalityLbSetting(),
          policy.getOutlierDetection() != null || path.startsWith("spec.subsets"),
          path + ".loadBalancer.localityLbSetting");
    }
    check(policy.getOutlierDetection(), path + ".outlierDetection");
    check(policy.getTls(), path + ".tls");
    if (policy.getRetryBudget() != null) {
      checkBudget(policy.getRetryBudget().getAdditionalProperties(), path + ".retryBudget");
    }
    unknown(policy.getAdditionalProperties(), path);
    List<TrafficPolicyPortTrafficPolicy> ports =
        policy.getPortLevelSettings() == null ? List.of() : policy.getPortLevelSettings();
    for (int i = 0; i < ports.size(); i++) {
      TrafficPolicyPortTrafficPolicy port = ports.get(i);
      if (port != null) {
        String portPath = path + ".portLevelSettings[" + i + "]";
        check(port.getLoadBalancer(), portPath + ".loadBalancer");
        if (port.getLoadBalancer() != null) {
          check(
              port.getLoadBalancer().getLocalityLbSetting(),
              port.getOutlierDetection() != null,
              portPath + ".loadBalancer.localityLbSetting");
        }
        check(port.getOutlierDetection(), portPath + ".outlierDetection");
        check(port.getTls(), portPath + ".tls");
        unknown(port.getAdditionalProperties(), portPath);
      }
    }
  }

  private void check(@Nullable LoadBalancerSettings settings, String path) {
    if (settings == null) {
      return;
    }
    if (settings.getLbPolicy() instanceof LoadBalancerSettingsSimple simple
        && simple.getSimple() == LoadBalancerSettingsSimpleLB.PASSTHROUGH) {
      notHonoured(
          path + ".simple",
          "a gateway does not know the address that a client meant; LEAST_REQUEST is used");
    }
    if (!startsSlowly(settings)) {
      String why = "new endpoints start slowly only with ROUND_ROBIN and LEAST_REQUEST";
      if (settings.getWarmup() != null) {
        notHonoured(path + ".warmup", why);
      }
      if (settings.getWarmupDurationSecs() != null) {
        notHonoured(path + ".warmupDurationSecs", why);
      }
    } else if (settings.getWarmup() != null && settings.getWarmupDurationSecs() != null) {
      notHonoured(path + ".warmupDurationSecs", "warmup, which replaces it, counts instead");
    }
    unknown(settings.getAdditionalProperties(), path);
  }

  private static boolean startsSlowly(LoadBalancerSettings settings) {
    return switch (settings.getLbPolicy()) {
      case LoadBalancerSettingsSimple simple ->
          simple.getSimple() != LoadBalancerSettingsSimpleLB.RANDOM;
      case null -> true;
      default -> false;
    };
  }

  private void check(@Nullable LocalityLoadBalancerSetting locality, boolean outlier, String path) {
    if (locality == null || outlier || Boolean.FALSE.equals(locality.getEnabled())) {
      return;
    }
    String why = "nothing fails over without outlierDetection, which tells who fails";
    if (locality.getFailover() != null && !locality.getFailover().isEmpty()) {
      notHonoured(path + ".failover", why);
    }
    if (locality.getFailoverPriority() != null && !locality.getFailoverPriority().isEmpty()) {
      notHonoured(path + ".failoverPriority", why);
    }
  }

  private void check(@Nullable OutlierDetection settings, String path) {
    if (settings == null) {
      return;
    }
    if (settings.getConsecutiveErrors() != null) {
      notHonoured(path + ".consecutiveErrors", "Istio does not read this field any more");
    }
    unknown(settings.getAdditionalProperties(), path);
  }

  private void check(@Nullable ClientTLSSettings settings, String path) {
    String problem = UpstreamTls.problem(settings);
    if (problem != null) {
      found.add(
          Diagnostic.of(
              DiagnosticCode.NOT_HONOURED,
              rule,
              path,
              problem + ", so requests get 503 instead of going out in plain text",
              "Use mode SIMPLE, or MUTUAL with a credentialName or files, or DISABLE"));
    }
  }

  private void checkBudget(@Nullable Map<String, Object> properties, String path) {
    Map<String, Object> others = properties == null ? new TreeMap<>() : new TreeMap<>(properties);
    if (others.remove("budgetInterval") != null) {
      notHonoured(
          path + ".budgetInterval",
          "Envoy 1.36, which Ostia supports, does not know it, so the budget counts active"
              + " requests");
    }
    unknown(others, path);
  }

  private void unknown(@Nullable Map<String, Object> properties, String path) {
    if (properties != null) {
      for (String name : new TreeSet<>(properties.keySet())) {
        notHonoured(path + "." + name, "the field is not supported");
      }
    }
  }

  private void notHonoured(String field, String why) {
    found.add(Diagnostic.of(DiagnosticCode.NOT_HONOURED, rule, field, why, ADVICE));
  }
}
