package dev.ostia.translator.cluster;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.resolve.EffectivePolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.LocalityLoadBalancerSetting;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What counts for the choice between localities: the DestinationRule, else the service's {@code
 * trafficDistribution}, else the mesh.
 *
 * @param setting null for Istio's default
 * @param failover whether nearer endpoints are preferred
 * @param weighted whether Envoy has to heed the weights of localities
 * @param preferred whether the service itself asks for the nearest, be it heard or not: endpoints
 *     that are not ready are then sent, and never used
 */
public record LocalityPolicy(
    @Nullable LocalityLoadBalancerSetting setting,
    boolean failover,
    boolean weighted,
    boolean preferred) {

  private static final String ANNOTATION = "networking.istio.io/traffic-distribution";
  private static final List<String> SAME_ZONE =
      List.of(
          "topology.istio.io/network",
          "topology.kubernetes.io/region",
          "topology.kubernetes.io/zone");
  // The node would come last, but a gateway does not say on which one it is.
  private static final List<String> SAME_NODE =
      List.of(
          "topology.istio.io/network",
          "topology.kubernetes.io/region",
          "topology.kubernetes.io/zone",
          "topology.istio.io/subzone");

  /** The policy of a cluster. */
  public static LocalityPolicy of(ClusterInput input, EffectivePolicy policy) {
    boolean outlier = policy.outlierDetection() != null;
    LocalityLoadBalancerSetting own =
        policy.loadBalancer() == null ? null : policy.loadBalancer().getLocalityLbSetting();
    List<String> order = preferred(input.service().owner());
    boolean preferred = !order.isEmpty();
    if (own != null) {
      return of(own, outlier, preferred);
    }
    if (preferred) {
      LocalityLoadBalancerSetting nearest = new LocalityLoadBalancerSetting();
      nearest.setFailoverPriority(order);
      return new LocalityPolicy(nearest, true, true, true);
    }
    LocalityLoadBalancerSetting mesh = input.mesh().upstreamDefaults().locality();
    return mesh == null
        ? new LocalityPolicy(null, outlier, false, false)
        : of(mesh, outlier, false);
  }

  private static LocalityPolicy of(
      LocalityLoadBalancerSetting setting, boolean outlier, boolean preferred) {
    if (Boolean.FALSE.equals(setting.getEnabled())) {
      return new LocalityPolicy(null, false, false, preferred);
    }
    boolean shares = isGiven(setting.getDistribute());
    boolean order = isGiven(setting.getFailover()) || isGiven(setting.getFailoverPriority());
    return new LocalityPolicy(setting, outlier, shares || (order && outlier), preferred);
  }

  private static boolean isGiven(@Nullable List<?> list) {
    return list != null && !list.isEmpty();
  }

  /** The labels by which the service itself prefers endpoints: those of its field come first. */
  private static List<String> preferred(ConfigObject<?> owner) {
    if (owner.resource() instanceof Service service
        && service.getSpec() != null
        && service.getSpec().getTrafficDistribution() != null) {
      List<String> labels = labels(service.getSpec().getTrafficDistribution());
      if (!labels.isEmpty()) {
        return labels;
      }
    }
    return labels(owner.annotations().getOrDefault(ANNOTATION, ""));
  }

  private static List<String> labels(String wanted) {
    // Istio reads the annotation in any case; an API server has the field in this one only.
    return switch (wanted.toLowerCase(Locale.ROOT)) {
      case "preferclose", "prefersamezone" -> SAME_ZONE;
      case "prefersamenode" -> SAME_NODE;
      default -> List.of();
    };
  }
}
