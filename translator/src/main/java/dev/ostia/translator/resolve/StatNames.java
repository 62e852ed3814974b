package dev.ostia.translator.resolve;

/** Names of statistics by the pattern {@code outboundClusterStatName} of the mesh configuration. */
public final class StatNames {

  private StatNames() {}

  /**
   * The name of a destination.
   *
   * @param pattern with Istio's variables: {@code %SERVICE%}, {@code %SERVICE_NAME%}, {@code
   *     %SERVICE_FQDN%}, {@code %SERVICE_PORT%}, {@code %SERVICE_PORT_NAME%} and {@code
   *     %SUBSET_NAME%}; empty for the name of the cluster
   */
  public static String of(
      String pattern, ClusterName cluster, BackendService service, BackendPort port) {
    if (pattern.isEmpty()) {
      return cluster.toString();
    }
    String name = service.isKubernetes() ? service.owner().key().name() : cluster.host();
    String shortHost = service.isKubernetes() ? name + "." + service.namespace() : cluster.host();
    return pattern
        .replace("%SERVICE%", shortHost)
        .replace("%SERVICE_NAME%", name)
        .replace("%SERVICE_FQDN%", cluster.host())
        .replace("%SERVICE_PORT%", "" + cluster.port())
        .replace("%SERVICE_PORT_NAME%", port.name())
        .replace("%SUBSET_NAME%", cluster.subset());
  }
}
