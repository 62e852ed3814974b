package dev.ostia.translator.simulate;

import com.google.protobuf.util.Durations;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.List;

/**
 * What timeouts and retries of a route make of an endpoint's answer. Every attempt is taken to have
 * the same answer.
 *
 * @param timeoutMillis of the whole request; 0 for none
 */
record RetryRules(RetryPolicy policy, long timeoutMillis) {

  private static final long ENVOY_DEFAULT_TIMEOUT_MILLIS = 15_000;

  static RetryRules of(VirtualHost host, Route route) {
    RouteAction action = route.getRoute();
    RetryPolicy policy = action.hasRetryPolicy() ? action.getRetryPolicy() : host.getRetryPolicy();
    long timeout =
        action.hasTimeout()
            ? Durations.toMillis(action.getTimeout())
            : ENVOY_DEFAULT_TIMEOUT_MILLIS;
    return new RetryRules(policy, timeout);
  }

  /** The status that the client gets. */
  int status(BackendReply reply) {
    return timesOut(reply) ? 504 : reply.status();
  }

  /** Whether the endpoint is too slow. */
  boolean timesOut(BackendReply reply) {
    long delay = reply.delay().toMillis();
    return (timeoutMillis > 0 && delay > timeoutMillis) || triesTimeOut(delay);
  }

  /** How often the endpoint is asked. */
  int attempts(BackendReply reply) {
    long delay = reply.delay().toMillis();
    boolean wholeTimeIsUp = timeoutMillis > 0 && delay > timeoutMillis && !triesTimeOut(delay);
    if (wholeTimeIsUp || !retriable(status(reply))) {
      return 1;
    }
    return 1 + (policy.hasNumRetries() ? policy.getNumRetries().getValue() : 1);
  }

  private boolean triesTimeOut(long delay) {
    long perTry = policy.hasPerTryTimeout() ? Durations.toMillis(policy.getPerTryTimeout()) : 0;
    return perTry > 0 && delay > perTry;
  }

  private boolean retriable(int status) {
    List<String> conditions = List.of(policy.getRetryOn().split(","));
    return (conditions.contains("5xx") && status >= 500)
        || (conditions.contains("gateway-error") && status >= 502 && status <= 504)
        || (conditions.contains("retriable-4xx") && status == 409)
        || (conditions.contains("retriable-status-codes")
            && policy.getRetriableStatusCodesList().contains(status));
  }
}
