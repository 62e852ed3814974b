package dev.ostia.cli.serve;

import dev.ostia.controlplane.source.kubernetes.KubernetesSource;
import dev.ostia.controlplane.status.StatusOptions;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;

/** How status is written: by a Lease in the pod's own namespace, and not too fast. */
final class StatusSettings {

  private static final int PER_SECOND = 20;

  private StatusSettings() {}

  /** As the environment of a pod says by {@code POD_NAMESPACE} and {@code POD_NAME}. */
  static StatusOptions of(KubernetesClient client, KubernetesSource cluster, Duration lease) {
    Map<String, String> env = System.getenv();
    String ofClient = client.getNamespace() == null ? "default" : client.getNamespace();
    return new StatusOptions(
        client,
        cluster,
        env.getOrDefault("POD_NAMESPACE", ofClient),
        env.getOrDefault("POD_NAME", hostName() + "-" + ProcessHandle.current().pid()),
        PER_SECOND,
        lease);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "ostia";
    }
  }
}
