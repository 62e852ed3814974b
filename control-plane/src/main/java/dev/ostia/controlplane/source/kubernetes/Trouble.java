package dev.ostia.controlplane.source.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
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
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return new Trouble(SERVER, SERVER + " does not answer: " + reason);
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
