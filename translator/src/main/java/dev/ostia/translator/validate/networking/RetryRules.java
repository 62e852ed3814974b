package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import java.util.Set;

/** What Istio refuses in retries. */
final class RetryRules {

  private static final Set<String> CONDITIONS =
      Set.of(
          "5xx",
          "gateway-error",
          "reset",
          "reset-before-request",
          "connect-failure",
          "retriable-4xx",
          "refused-stream",
          "retriable-status-codes",
          "retriable-headers",
          "envoy-ratelimited",
          "http3-post-connect-failure",
          "cancelled",
          "deadline-exceeded",
          "internal",
          "resource-exhausted",
          "unavailable");

  private RetryRules() {}

  static void check(Field retries, Findings findings) {
    if (retries.absent()) {
      return;
    }
    long attempts = retries.number("attempts");
    CommonRules.notNegative(retries.get("attempts"), findings);
    boolean configured =
        retries.has("perTryTimeout")
            || retries.has("retryRemoteLocalities")
            || !retries.text("retryOn").isEmpty();
    if (attempts == 0 && configured) {
      findings.refuse(
          retries.get("attempts"),
          "with 0 attempts there are no retries, so nothing else has effect",
          "Set attempts to 1 or more, or remove the other fields");
    }
    CommonRules.duration(retries.get("perTryTimeout"), findings);
    CommonRules.duration(retries.get("backoff"), findings);
    Field retryOn = retries.get("retryOn");
    if (!retryOn.text().isEmpty()) {
      for (String condition : retryOn.text().split(",", -1)) {
        checkCondition(retryOn, condition, findings);
      }
    }
  }

  private static void checkCondition(Field retryOn, String condition, Findings findings) {
    if (!CONDITIONS.contains(condition) && !isStatus(condition)) {
      boolean spaces = !condition.strip().equals(condition);
      findings.refuse(
          retryOn,
          quote(condition) + " is not a condition to retry on",
          spaces
              ? "Remove the space"
              : "Use 5xx, gateway-error, reset, connect-failure or a status");
    }
  }

  /** Whether this is a status that HTTP gives a meaning to. */
  private static boolean isStatus(String text) {
    if (!text.matches("[1-5][0-9][0-9]")) {
      return false;
    }
    int code = Integer.parseInt(text);
    return (code >= 100 && code <= 103)
        || (code >= 200 && code <= 208)
        || code == 226
        || (code >= 300 && code <= 308 && code != 306)
        || (code >= 400 && code <= 418)
        || (code >= 421 && code <= 426)
        || Set.of(428, 429, 431, 451).contains(code)
        || (code >= 500 && code <= 511 && code != 509);
  }
}
