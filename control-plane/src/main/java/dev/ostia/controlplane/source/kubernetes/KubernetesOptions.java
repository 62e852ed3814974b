package dev.ostia.controlplane.source.kubernetes;

import java.time.Duration;
import java.util.List;

/**
 * How an API server is read.
 *
 * @param namespaces those that are followed; all if empty
 * @param check how often the informers are looked after
 * @param discovery how often the API server is asked for kinds that it did not have
 */
public record KubernetesOptions(List<String> namespaces, Duration check, Duration discovery) {

  /** With the usual times. */
  public static KubernetesOptions of(List<String> namespaces) {
    return new KubernetesOptions(
        List.copyOf(namespaces), Duration.ofSeconds(1), Duration.ofSeconds(5));
  }
}
