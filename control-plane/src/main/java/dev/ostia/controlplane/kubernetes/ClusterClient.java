package dev.ostia.controlplane.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes clients: in a cluster with the service account, elsewhere with the kubeconfig, as {@code
 * kubectl} finds it.
 */
public final class ClusterClient {

  /** A list of 10,000 objects takes its time on a busy API server. */
  private static final int REQUEST_TIMEOUT_MILLIS = 60_000;

  private static final int CONNECTION_TIMEOUT_MILLIS = 5_000;

  /** The wait before the first reconnect; it doubles five times. */
  private static final int RECONNECT_MILLIS = 200;

  /** Where fabric8 looks for an API server if nothing says where one is. */
  private static final String NOT_SAID = "https://kubernetes.default.svc";

  private ClusterClient() {}

  /**
   * Makes a client. Nothing is sent yet.
   *
   * @param context of the kubeconfig; null for the current one, or for the service account
   * @throws UnusableClusterException if there is no such context, or neither kubeconfig nor service
   *     account
   */
  public static KubernetesClient connect(@Nullable String context) throws UnusableClusterException {
    Config config = configuration(context);
    List<String> contexts =
        config.getContexts() == null
            ? List.of()
            : config.getContexts().stream().map(NamedContext::getName).sorted().toList();
    if (context != null && !contexts.contains(context)) {
      throw new UnusableClusterException(
          contexts.isEmpty()
              ? "there is no kubeconfig that could have a context %s: set KUBECONFIG"
                  .formatted(context)
              : "the kubeconfig has no context %s, only %s"
                  .formatted(context, String.join(", ", contexts)));
    }
    if (contexts.isEmpty() && config.getMasterUrl().startsWith(NOT_SAID)) {
      throw new UnusableClusterException(
          "there is neither a kubeconfig nor a service account: set KUBECONFIG");
    }
    return connect(config);
  }

  private static Config configuration(@Nullable String context) throws UnusableClusterException {
    try {
      return Config.autoConfigure(context);
    } catch (RuntimeException e) {
      throw new UnusableClusterException("the kubeconfig cannot be read: " + e.getMessage());
    }
  }

  /** Makes a client of a configuration. Its waits are set to what a source needs. */
  public static KubernetesClient connect(Config config) {
    config.setRequestTimeout(REQUEST_TIMEOUT_MILLIS);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
    config.setWatchReconnectInterval(RECONNECT_MILLIS);
    // Informers try again themselves and must hear of each failure.
    config.setRequestRetryBackoffLimit(0);
    // Without the classes that are on the class path: an object read into a class would lose what
    // the class does not know before it could be checked.
    KubernetesSerialization serialization =
        new KubernetesSerialization(new ObjectMapper().registerModule(ObjectTree.module()), false);
    serialization.registerKubernetesResource(Status.class);
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(serialization)
        .withHttpClientBuilderConsumer(
            http -> http.addOrReplaceInterceptor("compressed", new CompressedAnswers()))
        .build();
  }
}
