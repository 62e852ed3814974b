package dev.ostia.translator.cluster;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.resolve.EffectivePolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.LocalityLoadBalancerSetting;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What counts for the choice between localities: the DestinationRule, else the service's {@code
 * trafficDistribution}, else the mesh.
 *
 * @param setting null for Istio's default
 * @param failover whether nearer endpoints are preferred
 * @param weighted whether Envoy has to heed the weights of localities
 * @param preferred whether the service itself asks for the nearest
 */
public record LocalityPolicy(
    @Nullable LocalityLoadBalancerSetting setting,
    boolean failover,
    boolean weighted,
    boolean preferred) {

  private static final String ANNOTATION = "networking.istio.io/traffic-distribution";
  private static final List<String> NEAREST =
      List.of(
          "topology.istio.io/network",
          "topology.kubernetes.io/region",
          "topology.kubernetes.io/zone",
          "topology.istio.io/subzone");

  private static final LocalityPolicy NONE = new LocalityPolicy(null, false, false, false);

  /** The policy of a cluster. */
  public static LocalityPolicy of(ClusterInput input, EffectivePolicy policy) {
    boolean outlier = policy.outlierDetection() != null;
    LocalityLoadBalancerSetting own =
        policy.loadBalancer() == null ? null : policy.loadBalancer().getLocalityLbSetting();
    if (own != null) {
      return of(own, outlier);
    }
    if (prefersNearest(input.service().owner())) {
      LocalityLoadBalancerSetting nearest = new LocalityLoadBalancerSetting();
      nearest.setFailoverPriority(NEAREST);
      return new LocalityPolicy(nearest, true, false, true);
    }
    LocalityLoadBalancerSetting mesh = input.mesh().upstreamDefaults().locality();
    return mesh == null ? new LocalityPolicy(null, outlier, false, false) : of(mesh, outlier);
  }

  private static LocalityPolicy of(LocalityLoadBalancerSetting setting, boolean outlier) {
    if (Boolean.FALSE.equals(setting.getEnabled())) {
      return NONE;
    }
    boolean shares = isGiven(setting.getDistribute());
    boolean order = isGiven(setting.getFailover()) || isGiven(setting.getFailoverPriority());
    return new LocalityPolicy(setting, outlier, shares || (order && outlier), false);
  }

  private static boolean isGiven(@Nullable List<?> list) {
    return list != null && !list.isEmpty();
  }

  private static boolean prefersNearest(ConfigObject<?> owner) {
    String wanted = owner.annotations().get(ANNOTATION);
    if (owner.resource() instanceof Service service
        && service.getSpec() != null
        && service.getSpec().getTrafficDistribution() != null) {
      wanted = service.getSpec().getTrafficDistribution();
    }
    return switch (wanted) {
      case "PreferClose", "PreferSameZone", "PreferSameNode" -> true;
      case null, default -> false;
    };
  }
}
