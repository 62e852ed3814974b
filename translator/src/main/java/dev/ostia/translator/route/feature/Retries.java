package dev.ostia.translator.route.feature;

import static com.google.common.base.Strings.nullToEmpty;

import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import dev.ostia.translator.route.rule.GoDurations;
import dev.ostia.translator.route.rule.RetryPolicies;
import dev.ostia.translator.route.rule.RuleScope;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryBackOff;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRetry;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code http[].retries}. The default policy is on the virtual host, so most routes need none. */
final class Retries implements RouteFeature {

  @Override
  public void apply(HTTPRoute rule, RuleScope scope, Route.Builder route) {
    HTTPRetry retries = rule.getRetries();
    if (retries == null || !route.hasRoute()) {
      return;
    }
    int attempts = retries.getAttempts() == null ? 0 : retries.getAttempts();
    RetryPolicy.Builder policy =
        attempts <= 0
            ? RetryPolicy.newBuilder().setNumRetries(UInt32Value.of(0))
            : RetryPolicies.of(attempts, nullToEmpty(retries.getRetryOn())).toBuilder();
    if (attempts > 0) {
      refine(policy, retries, scope);
    }
    route.getRouteBuilder().setRetryPolicy(policy);
  }

  private static void refine(RetryPolicy.Builder policy, HTTPRetry retries, RuleScope scope) {
    duration(retries.getPerTryTimeout(), ".retries.perTryTimeout", scope, policy::setPerTryTimeout);
    duration(
        retries.getBackoff(),
        ".retries.backoff",
        scope,
        base -> policy.setRetryBackOff(RetryBackOff.newBuilder().setBaseInterval(base)));
    if (Boolean.FALSE.equals(retries.getRetryIgnorePreviousHosts())) {
      policy.clearRetryHostPredicate();
    }
    if (Boolean.TRUE.equals(retries.getRetryRemoteLocalities())) {
      policy.setRetryPriority(RetryPolicies.OTHER_LOCALITIES);
    }
  }

  private static void duration(
      @Nullable String text,
      String field,
      RuleScope scope,
      Consumer<com.google.protobuf.Duration> setter) {
    if (text == null) {
      return;
    }
    GoDurations.parse(text)
        .filter(Durations::isPositive)
        .ifPresentOrElse(
            setter,
            () ->
                scope.refuse(field, text + " is not a duration above 0", "Write it as 25ms or 2s"));
  }
}
