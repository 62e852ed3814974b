package dev.ostia.cli.analyze.rule;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHash;
import io.fabric8.istio.api.api.networking.v1alpha3.LocalityLoadBalancerSetting;
import io.fabric8.istio.api.api.networking.v1alpha3.OutlierDetection;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Istio's validation takes and warns of in a load balancer (IST0133). */
final class BalancerWarnings {

  private BalancerWarnings() {}

  /**
   * Notes what is to be warned of.
   *
   * @param field the path of the policy that holds the load balancer
   * @param outliers of the same policy
   */
  static void check(
      ConfigObject<?> rule,
      String field,
      @Nullable LoadBalancerSettings balancer,
      @Nullable OutlierDetection outliers,
      List<Diagnostic> found) {
    if (balancer == null) {
      return;
    }
    LocalityLoadBalancerSetting locality = balancer.getLocalityLbSetting();
    boolean failover =
        locality != null
            && (isGiven(locality.getFailover()) || isGiven(locality.getFailoverPriority()));
    if (failover && outliers == null) {
      found.add(
          SchemaWarnings.warning(
              rule,
              field + ".loadBalancer.localityLbSetting",
              "without outlierDetection nothing tells which locality has failed",
              "Add outlierDetection beside loadBalancer"));
    }
    if (balancer.getLbPolicy() instanceof LoadBalancerSettingsConsistentHash policy
        && policy.getConsistentHash() != null
        && isGiven(policy.getConsistentHash().getMinimumRingSize())) {
      found.add(
          SchemaWarnings.warning(
              rule,
              field + ".loadBalancer.consistentHash.minimumRingSize",
              "the field is deprecated",
              "Use ringHash.minimumRingSize"));
    }
  }

  private static boolean isGiven(@Nullable Long number) {
    return number != null && number != 0;
  }

  private static boolean isGiven(@Nullable Collection<?> list) {
    return list != null && !list.isEmpty();
  }
}
