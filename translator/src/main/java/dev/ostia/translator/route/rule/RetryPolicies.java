package dev.ostia.translator.route.rule;

import com.google.protobuf.Any;
import com.google.protobuf.UInt32Value;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.resolve.ProtoDurations;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryBackOff;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryHostPredicate;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryPriority;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import io.envoyproxy.envoy.extensions.retry.priority.previous_priorities.v3.PreviousPrioritiesConfig;
import java.util.ArrayList;
import java.util.List;

/** Retry policies as Istio makes them; retries are on unless someone turns them off. */
public final class RetryPolicies {

  private static final String BY_STATUS = "retriable-status-codes";
  private static final String DEFAULT_CONDITIONS =
      "connect-failure,refused-stream,unavailable,cancelled," + BY_STATUS;
  private static final RetryHostPredicate OTHER_HOSTS =
      RetryHostPredicate.newBuilder()
          .setName("envoy.retry_host_predicates.previous_hosts")
          .setTypedConfig(Any.pack(PreviousHostsPredicate.getDefaultInstance()))
          .build();

  /** Retries go to endpoints of a lower priority. */
  public static final RetryPriority OTHER_LOCALITIES =
      RetryPriority.newBuilder()
          .setName("envoy.retry_priorities.previous_priorities")
          .setTypedConfig(
              Any.pack(PreviousPrioritiesConfig.newBuilder().setUpdateFrequency(2).build()))
          .build();

  private RetryPolicies() {}

  /** The policy of the mesh; it must ask for a retry at least. */
  public static RetryPolicy of(MeshConfig.RetryPolicy mesh) {
    RetryPolicy.Builder policy = of(mesh.attempts(), mesh.retryOn()).toBuilder();
    if (mesh.perTryTimeout() != null) {
      policy.setPerTryTimeout(ProtoDurations.of(mesh.perTryTimeout()));
    }
    if (mesh.backoff() != null) {
      policy.setRetryBackOff(
          RetryBackOff.newBuilder().setBaseInterval(ProtoDurations.of(mesh.backoff())));
    }
    if (mesh.remoteLocalities()) {
      policy.setRetryPriority(OTHER_LOCALITIES);
    }
    if (!mesh.otherHosts()) {
      policy.clearRetryHostPredicate();
    }
    return policy.build();
  }

  /**
   * A policy.
   *
   * @param attempts retries after the first try, above 0
   * @param retryOn Envoy's conditions and HTTP status codes, comma separated; empty for Istio's
   *     default conditions
   */
  public static RetryPolicy of(int attempts, String retryOn) {
    RetryPolicy.Builder policy =
        RetryPolicy.newBuilder()
            .setNumRetries(UInt32Value.of(attempts))
            .setHostSelectionRetryMaxAttempts(5)
            .addRetryHostPredicate(OTHER_HOSTS);
    if (retryOn.isEmpty()) {
      return policy.setRetryOn(DEFAULT_CONDITIONS).build();
    }
    List<String> conditions = new ArrayList<>();
    for (String part : retryOn.split(",", -1)) {
      String condition = part.trim();
      if (isStatus(condition)) {
        policy.addRetriableStatusCodes(Integer.parseInt(condition));
      } else if (!condition.isEmpty()) {
        conditions.add(condition);
      }
    }
    if (policy.getRetriableStatusCodesCount() > 0 && !conditions.contains(BY_STATUS)) {
      conditions.add(BY_STATUS);
    }
    return policy.setRetryOn(String.join(",", conditions)).build();
  }

  private static boolean isStatus(String condition) {
    return condition.length() == 3
        && condition.chars().allMatch(c -> c >= '0' && c <= '9')
        && condition.charAt(0) >= '1'
        && condition.charAt(0) <= '5';
  }
}
