package dev.ostia.translator.cluster.feature;

import com.google.protobuf.UInt32Value;
import dev.ostia.translator.cluster.ClusterDraft;
import dev.ostia.translator.cluster.ClusterInput;
import dev.ostia.translator.resolve.EffectivePolicy;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers.Thresholds;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicyRetryBudget;
import org.jspecify.annotations.Nullable;

/** Limits on connections and requests; unlimited where nothing is said, unlike Envoy's own. */
final class CircuitBreaking implements ClusterFeature {

  private static final double DEFAULT_BUDGET_PERCENT = 20;
  private static final int DEFAULT_BUDGET_CONCURRENCY = 3;

  @Override
  public void apply(ClusterInput input, EffectivePolicy policy, ClusterDraft draft) {
    ConnectionPoolSettings pool = policy.connectionPool();
    var http = pool == null ? null : pool.getHttp();
    var tcp = pool == null ? null : pool.getTcp();
    Thresholds.Builder limits = draft.cluster().getCircuitBreakersBuilder().addThresholdsBuilder();
    limits
        .setMaxConnections(limit(tcp == null ? null : tcp.getMaxConnections()))
        .setMaxPendingRequests(limit(http == null ? null : http.getHttp1MaxPendingRequests()))
        .setMaxRequests(limit(http == null ? null : http.getHttp2MaxRequests()))
        .setMaxRetries(limit(http == null ? null : http.getMaxRetries()));
    TrafficPolicyRetryBudget budget = policy.retryBudget();
    if (budget != null) {
      limits.setRetryBudget(budget(budget));
    }
  }

  private static Thresholds.RetryBudget.Builder budget(TrafficPolicyRetryBudget settings) {
    Thresholds.RetryBudget.Builder budget = Thresholds.RetryBudget.newBuilder();
    Double percent = settings.getPercent();
    budget.getBudgetPercentBuilder().setValue(percent == null ? DEFAULT_BUDGET_PERCENT : percent);
    Long least = settings.getMinRetryConcurrency();
    return budget.setMinRetryConcurrency(
        UInt32Value.of(
            least == null || least <= 0 ? DEFAULT_BUDGET_CONCURRENCY : least.intValue()));
  }

  /** 0 means unlimited, as it does for Istio. */
  private static UInt32Value limit(@Nullable Integer value) {
    return UInt32Value.of(value == null || value <= 0 ? -1 : value);
  }
}
