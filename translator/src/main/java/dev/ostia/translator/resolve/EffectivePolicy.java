package dev.ostia.translator.resolve;

import dev.ostia.translator.config.UpstreamDefaults;
import dev.ostia.translator.resolve.EffectiveRule.NamedSubset;
import dev.ostia.translator.resolve.EffectiveRule.TopPolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.ClientTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHash;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLB;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLBUseSourceIp;
import io.fabric8.istio.api.api.networking.v1alpha3.OutlierDetection;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicyPortTrafficPolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicyProxyProtocol;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicyRetryBudget;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicyTunnelSettings;
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
    @Nullable TrafficPolicyRetryBudget retryBudget,
    @Nullable TrafficPolicyTunnelSettings tunnel) {

  /** Nothing said. */
  public static final EffectivePolicy NONE =
      new EffectivePolicy(null, null, null, null, null, null, null);

  private static final LoadBalancerSettings BY_CLIENT = byClient();

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
            retryBudget,
            tunnel);
  }

  /**
   * This policy, with what a Kubernetes Service says by {@code sessionAffinity: ClientIP} where no
   * DestinationRule has a load balancer: requests of one address stay with one endpoint.
   */
  public EffectivePolicy or(BackendService service) {
    return loadBalancer != null || !service.staysWithClient()
        ? this
        : new EffectivePolicy(
            connectionPool, BY_CLIENT, outlierDetection, tls, proxyProtocol, retryBudget, tunnel);
  }

  /** This policy for connections that stay as the client made them: encrypted, and by itself. */
  public EffectivePolicy passedThrough() {
    return tls == null && proxyProtocol == null
        ? this
        : new EffectivePolicy(
            connectionPool, loadBalancer, outlierDetection, null, null, retryBudget, tunnel);
  }

  private static LoadBalancerSettings byClient() {
    LoadBalancerSettingsConsistentHashLB hash = new LoadBalancerSettingsConsistentHashLB();
    hash.setHashKey(new LoadBalancerSettingsConsistentHashLBUseSourceIp(true));
    LoadBalancerSettings settings = new LoadBalancerSettings();
    settings.setLbPolicy(new LoadBalancerSettingsConsistentHash(hash));
    return settings;
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
            policy.getRetryBudget(),
            policy.getTunnel())
        : new EffectivePolicy(
            settings.getConnectionPool(),
            settings.getLoadBalancer(),
            settings.getOutlierDetection(),
            settings.getTls(),
            null,
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
        retryBudget != null ? retryBudget : above.retryBudget,
        tunnel != null ? tunnel : above.tunnel);
  }
}
