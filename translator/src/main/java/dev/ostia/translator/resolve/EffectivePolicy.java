package dev.ostia.translator.resolve;

import dev.ostia.translator.config.UpstreamDefaults;
import dev.ostia.translator.resolve.EffectiveRule.NamedSubset;
import dev.ostia.translator.resolve.EffectiveRule.TopPolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.ClientTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.OutlierDetection;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicyPortTrafficPolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicyProxyProtocol;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicyRetryBudget;
import org.jspecify.annotations.Nullable;

/**
 * The traffic policy of one cluster. The settings of a port replace those of their level as a
 * whole, also where they say nothing; those of a subset replace the ones above block by block.
 */
public record EffectivePolicy(
    @Nullable ConnectionPoolSettings connectionPool,
    @Nullable LoadBalancerSettings loadBalancer,
    @Nullable OutlierDetection outlierDetection,
    @Nullable ClientTLSSettings tls,
    @Nullable TrafficPolicyProxyProtocol proxyProtocol,
    @Nullable TrafficPolicyRetryBudget retryBudget) {

  /** Nothing said. */
  public static final EffectivePolicy NONE =
      new EffectivePolicy(null, null, null, null, null, null);

  /**
   * The policy for a port of a service.
   *
   * @param rule null if no rule applies
   * @param subset null for the whole service
   * @param port the service port
   */
  public static EffectivePolicy of(
      @Nullable EffectiveRule rule, @Nullable NamedSubset subset, int port) {
    if (rule == null) {
      return NONE;
    }
    EffectivePolicy top =
        rule.policy().map(TopPolicy::policy).map(policy -> at(policy, port)).orElse(NONE);
    TrafficPolicy own = subset == null ? null : subset.trafficPolicy();
    return own == null ? top : at(own, port).over(top, portSettings(own, port) != null);
  }

  /** This policy, with what the mesh says where it says nothing. */
  public EffectivePolicy or(UpstreamDefaults mesh) {
    return mesh.connectionPool() == null && mesh.outlierDetection() == null
        ? this
        : new EffectivePolicy(
            connectionPool == null ? mesh.connectionPool() : connectionPool,
            loadBalancer,
            outlierDetection == null ? mesh.outlierDetection() : outlierDetection,
            tls,
            proxyProtocol,
            retryBudget);
  }

  private static EffectivePolicy at(TrafficPolicy policy, int port) {
    TrafficPolicyPortTrafficPolicy settings = portSettings(policy, port);
    return settings == null
        ? new EffectivePolicy(
            policy.getConnectionPool(),
            policy.getLoadBalancer(),
            policy.getOutlierDetection(),
            policy.getTls(),
            policy.getProxyProtocol(),
            policy.getRetryBudget())
        : new EffectivePolicy(
            settings.getConnectionPool(),
            settings.getLoadBalancer(),
            settings.getOutlierDetection(),
            settings.getTls(),
            null,
            null);
  }

  private static @Nullable TrafficPolicyPortTrafficPolicy portSettings(
      TrafficPolicy policy, int port) {
    if (policy.getPortLevelSettings() != null) {
      for (TrafficPolicyPortTrafficPolicy settings : policy.getPortLevelSettings()) {
        if (settings != null
            && settings.getPort() != null
            && settings.getPort().getNumber() != null
            && settings.getPort().getNumber() == port) {
          return settings;
        }
      }
    }
    return null;
  }

  private EffectivePolicy over(EffectivePolicy above, boolean wholesale) {
    return new EffectivePolicy(
        connectionPool != null || wholesale ? connectionPool : above.connectionPool,
        loadBalancer != null || wholesale ? loadBalancer : above.loadBalancer,
        outlierDetection != null || wholesale ? outlierDetection : above.outlierDetection,
        tls != null || wholesale ? tls : above.tls,
        proxyProtocol != null ? proxyProtocol : above.proxyProtocol,
        retryBudget != null ? retryBudget : above.retryBudget);
  }
}
