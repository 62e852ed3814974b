package dev.ostia.controlplane.source.kubernetes;

import dev.ostia.controlplane.source.SourceUpdate;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads a cluster once. */
public final class ClusterLoader {

  private ClusterLoader() {}

  /**
   * All objects of the cluster.
   *
   * @param patience how long to wait for all of them
   * @throws IOException if they have not come by then; the message says why
   */
  public static SourceUpdate load(
      KubernetesClient client, KubernetesOptions options, Duration patience)
      throws IOException, InterruptedException {
    CompletableFuture<SourceUpdate> first = new CompletableFuture<>();
    try (KubernetesSource source = new KubernetesSource(client, options)) {
      source.start(first::complete);
      try {
        return first.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        throw new IOException(
            "%s could not be read within %d s%s"
                .formatted(
                    source.name(),
                    patience.toSeconds(),
                    source.problem().map(text -> ": " + text).orElse("")),
            e);
      } catch (ExecutionException e) {
        throw new IllegalStateException("reading cannot fail otherwise", e);
      }
    }
  }
}
