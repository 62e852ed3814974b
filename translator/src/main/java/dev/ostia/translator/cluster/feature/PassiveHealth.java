package dev.ostia.translator.cluster.feature;

import com.google.protobuf.UInt32Value;
import dev.ostia.translator.cluster.ClusterDraft;
import dev.ostia.translator.cluster.ClusterInput;
import dev.ostia.translator.cluster.LocalityPolicy;
import dev.ostia.translator.resolve.EffectivePolicy;
import dev.ostia.translator.resolve.ProtoDurations;
import io.envoyproxy.envoy.config.cluster.v3.OutlierDetection;

/**
 * {@code outlierDetection}: endpoints that fail are left out for a while. An empty one is on with
 * Envoy's defaults: out after five answers of 5xx in a row.
 */
final class PassiveHealth implements ClusterFeature {

  private static final UInt32Value OFF = UInt32Value.of(0);
  private static final UInt32Value ALWAYS = UInt32Value.of(100);

  @Override
  public void apply(ClusterInput input, EffectivePolicy policy, ClusterDraft draft) {
    var settings = policy.outlierDetection();
    if (settings == null) {
      return;
    }
    OutlierDetection.Builder outlier = draft.cluster().getOutlierDetectionBuilder();
    outlier.setEnforcingSuccessRate(OFF);
    Integer errors = settings.getConsecutive5xxErrors();
    if (errors != null) {
      outlier.setConsecutive5Xx(UInt32Value.of(errors));
      outlier.setEnforcingConsecutive5Xx(errors > 0 ? ALWAYS : OFF);
    }
    Integer gateway = settings.getConsecutiveGatewayErrors();
    if (gateway != null) {
      outlier.setConsecutiveGatewayFailure(UInt32Value.of(gateway));
      outlier.setEnforcingConsecutiveGatewayFailure(gateway > 0 ? ALWAYS : OFF);
    }
    ProtoDurations.of(settings.getInterval()).ifPresent(outlier::setInterval);
    ProtoDurations.of(settings.getBaseEjectionTime()).ifPresent(outlier::setBaseEjectionTime);
    Integer most = settings.getMaxEjectionPercent();
    if (most != null && most > 0) {
      outlier.setMaxEjectionPercent(UInt32Value.of(most));
    }
    if (Boolean.TRUE.equals(settings.getSplitExternalLocalOriginErrors())) {
      outlier.setSplitExternalLocalOriginErrors(true).setEnforcingLocalOriginSuccessRate(OFF);
      Integer local = settings.getConsecutiveLocalOriginFailures();
      if (local != null && local > 0) {
        outlier.setConsecutiveLocalOriginFailure(UInt32Value.of(local));
        outlier.setEnforcingConsecutiveLocalOriginFailure(ALWAYS);
      }
    }
    Integer healthy = settings.getMinHealthPercent();
    if (healthy != null && healthy > 0 && !LocalityPolicy.of(input, policy).preferred()) {
      draft
          .cluster()
          .getCommonLbConfigBuilder()
          .getHealthyPanicThresholdBuilder()
          .setValue(healthy);
    }
  }
}
