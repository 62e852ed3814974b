package dev.ostia.translator.endpoint;

import io.fabric8.istio.api.api.networking.v1alpha3.WorkloadEntry;
import java.util.HashMap;
import java.util.Map;

/** By which label an endpoint says that it takes the mutual TLS of a mesh. */
public final class MeshTls {

  /** Istio's label; what injects a sidecar into a Pod sets it. */
  public static final String LABEL = "security.istio.io/tlsMode";

  /** Its value where it does. */
  public static final String ISTIO = "istio";

  private MeshTls() {}

  /**
   * The labels of a workload outside Kubernetes. As in Istio one with a service account takes
   * mutual TLS unless its labels say otherwise.
   */
  static Map<String, String> labels(WorkloadEntry entry, Map<String, String> labels) {
    boolean account = entry.getServiceAccount() != null && !entry.getServiceAccount().isEmpty();
    if (!account || labels.containsKey(LABEL)) {
      return labels;
    }
    Map<String, String> all = new HashMap<>(labels);
    all.put(LABEL, ISTIO);
    return all;
  }
}
