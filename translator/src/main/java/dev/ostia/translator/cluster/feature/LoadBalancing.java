package dev.ostia.translator.cluster.feature;

import com.google.protobuf.UInt64Value;
import dev.ostia.translator.cluster.ClusterDraft;
import dev.ostia.translator.cluster.ClusterInput;
import dev.ostia.translator.cluster.LocalityPolicy;
import dev.ostia.translator.resolve.EffectivePolicy;
import dev.ostia.translator.resolve.ProtoDurations;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.CommonLbConfig.LocalityWeightedLbConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.SlowStartConfig;
import io.envoyproxy.envoy.config.core.v3.RuntimeDouble;
import io.envoyproxy.envoy.type.v3.Percent;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHash;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLB;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLBMaglev;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLBRingHash;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsSimple;
import io.fabric8.istio.api.api.networking.v1alpha3.WarmupConfiguration;
import java.util.Optional;

/** How an endpoint is chosen; Istio's default is the one with the fewest requests. */
final class LoadBalancing implements ClusterFeature {

  private static final long DEFAULT_RING_SIZE = 1024;
  private static final double DEFAULT_WARMUP_PERCENT = 10;

  @Override
  public void apply(ClusterInput input, EffectivePolicy policy, ClusterDraft draft) {
    Cluster.Builder cluster = draft.cluster();
    cluster.setLbPolicy(LbPolicy.LEAST_REQUEST);
    if (LocalityPolicy.of(input, policy).weighted()) {
      cluster
          .getCommonLbConfigBuilder()
          .setLocalityWeightedLbConfig(LocalityWeightedLbConfig.getDefaultInstance());
    }
    LoadBalancerSettings settings = policy.loadBalancer();
    if (settings == null) {
      return;
    }
    if (settings.getLbPolicy() instanceof LoadBalancerSettingsSimple simple
        && simple.getSimple() != null) {
      cluster.setLbPolicy(
          switch (simple.getSimple()) {
            case ROUND_ROBIN -> LbPolicy.ROUND_ROBIN;
            case RANDOM -> LbPolicy.RANDOM;
            // PASSTHROUGH has no meaning on a gateway; a diagnostic says so.
            case UNSPECIFIED, LEAST_CONN, LEAST_REQUEST, PASSTHROUGH -> LbPolicy.LEAST_REQUEST;
          });
    } else if (settings.getLbPolicy() instanceof LoadBalancerSettingsConsistentHash hash
        && hash.getConsistentHash() != null) {
      applyHash(hash.getConsistentHash(), cluster);
    }
    slowStart(settings)
        .ifPresent(
            slow -> {
              switch (cluster.getLbPolicy()) {
                case ROUND_ROBIN -> cluster.getRoundRobinLbConfigBuilder().setSlowStartConfig(slow);
                case LEAST_REQUEST ->
                    cluster.getLeastRequestLbConfigBuilder().setSlowStartConfig(slow);
                default -> {
                  // The others choose without regard to load; a diagnostic says so.
                }
              }
            });
  }

  /** {@code warmup}, else the older {@code warmupDurationSecs}. */
  private static Optional<SlowStartConfig> slowStart(LoadBalancerSettings settings) {
    WarmupConfiguration warmup = settings.getWarmup();
    if (warmup == null) {
      return ProtoDurations.of(settings.getWarmupDurationSecs())
          .map(window -> SlowStartConfig.newBuilder().setSlowStartWindow(window).build());
    }
    double percent =
        warmup.getMinimumPercent() == null ? DEFAULT_WARMUP_PERCENT : warmup.getMinimumPercent();
    double aggression = warmup.getAggression() == null ? 1 : warmup.getAggression();
    return ProtoDurations.of(warmup.getDuration())
        .map(
            window ->
                SlowStartConfig.newBuilder()
                    .setSlowStartWindow(window)
                    .setMinWeightPercent(Percent.newBuilder().setValue(percent))
                    .setAggression(
                        RuntimeDouble.newBuilder()
                            .setRuntimeKey("ostia.warmup.aggression")
                            .setDefaultValue(aggression))
                    .build());
  }

  private static void applyHash(
      LoadBalancerSettingsConsistentHashLB hash, Cluster.Builder cluster) {
    switch (hash.getHashAlgorithm()) {
      case LoadBalancerSettingsConsistentHashLBMaglev maglev -> {
        cluster.setLbPolicy(LbPolicy.MAGLEV);
        Long size = maglev.getMaglev() == null ? null : maglev.getMaglev().getTableSize();
        if (size != null && size > 0) {
          cluster.getMaglevLbConfigBuilder().setTableSize(UInt64Value.of(size));
        }
      }
      case LoadBalancerSettingsConsistentHashLBRingHash ring -> {
        cluster.setLbPolicy(LbPolicy.RING_HASH);
        // The model does not have this field yet.
        Object size =
            ring.getRingHash() == null
                ? null
                : ring.getRingHash().getAdditionalProperties().get("minimumRingSize");
        if (size instanceof Number number && number.longValue() > 0) {
          cluster
              .getRingHashLbConfigBuilder()
              .setMinimumRingSize(UInt64Value.of(number.longValue()));
        }
      }
      case null, default -> {
        Long size = hash.getMinimumRingSize();
        cluster
            .setLbPolicy(LbPolicy.RING_HASH)
            .getRingHashLbConfigBuilder()
            .setMinimumRingSize(
                UInt64Value.of(size == null || size == 0 ? DEFAULT_RING_SIZE : size));
      }
    }
  }
}
