package dev.ostia.controlplane.source.kubernetes;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which kinds the API server has at one moment. */
final class ServedVersions {

  private final KubernetesClient client;
  private final Map<String, Set<String>> kinds = new HashMap<>();

  ServedVersions(KubernetesClient client) {
    this.client = client;
  }

  /**
   * The best version in which a kind is served; empty if it is not, that is if its CRD is not
   * installed.
   *
   * @throws RuntimeException if the API server does not say
   */
  Optional<String> of(WatchedKind kind) {
    if (kind.isBuiltIn()) {
      return Optional.of("v1");
    }
    return kind.versions().stream()
        .filter(
            version -> kinds(kind.kind().group() + "/" + version).contains(kind.kind().plural()))
        .findFirst();
  }

  private Set<String> kinds(String groupVersion) {
    Set<String> known = kinds.get(groupVersion);
    if (known == null) {
      APIResourceList list = client.getApiResources(groupVersion);
      known =
          list == null || list.getResources() == null
              ? Set.of()
              : list.getResources().stream().map(APIResource::getName).collect(Collectors.toSet());
      kinds.put(groupVersion, known);
    }
    return known;
  }
}
