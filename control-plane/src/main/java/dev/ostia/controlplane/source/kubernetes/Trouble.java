package dev.ostia.controlplane.source.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * What keeps an informer from its work.
 *
 * @param subject what it is about; there is one line in the log per subject, not per attempt
 * @param text what is wrong and what to do, one sentence
 */
record Trouble(String subject, String text) {

  private static final String SERVER = "the API server";

  /** Whether a right is missing. */
  boolean isForbidden() {
    return !subject.equals(SERVER);
  }

  /** The trouble behind a failure of a request. */
  static Trouble of(WatchedKind kind, Throwable failure) {
    KubernetesClientException answer = answer(failure);
    if (answer != null
        && (answer.getCode() == HttpURLConnection.HTTP_FORBIDDEN
            || answer.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED)) {
      return new Trouble(
          kind.toString(),
          "a right is missing: %s. Grant list and watch on %s".formatted(message(answer), kind));
    }
    return new Trouble(SERVER, SERVER + " does not answer: " + reason(failure));
  }

  /** The innermost text; a refused connection has none. */
  private static String reason(Throwable failure) {
    String reason = failure.getClass().getSimpleName();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ConnectException) {
        return "nobody takes connections there";
      }
      if (at.getMessage() != null) {
        reason = at.getMessage();
      }
    }
    return reason;
  }

  private static String message(KubernetesClientException answer) {
    return answer.getStatus() != null && answer.getStatus().getMessage() != null
        ? answer.getStatus().getMessage()
        : String.valueOf(answer.getMessage());
  }

  private static @Nullable KubernetesClientException answer(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof KubernetesClientException answer && answer.getCode() > 0) {
        return answer;
      }
    }
    return null;
  }
}
