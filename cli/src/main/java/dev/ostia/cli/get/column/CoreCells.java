package dev.ostia.cli.get.column;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the columns of Kubernetes' other kinds hold. */
final class CoreCells {

  /** kubectl shows so many ports or endpoints of a slice. */
  private static final int SHOWN = 3;

  private CoreCells() {}

  static List<String> secret(Secret secret, String age) {
    Set<String> keys = new HashSet<>(keys(secret.getData()));
    keys.addAll(keys(secret.getStringData()));
    return List.of(
        Objects.requireNonNullElse(secret.getType(), "Opaque"), String.valueOf(keys.size()), age);
  }

  static List<String> configMap(ConfigMap map, String age) {
    int size = keys(map.getData()).size() + keys(map.getBinaryData()).size();
    return List.of(String.valueOf(size), age);
  }

  private static Set<String> keys(@Nullable Map<String, String> values) {
    return values == null ? Set.of() : values.keySet();
  }

  static List<String> slice(EndpointSlice slice, String age) {
    List<String> ports =
        slice.getPorts() == null
            ? List.of()
            : slice.getPorts().stream()
                .map(port -> port.getPort() == null ? "*" : String.valueOf(port.getPort()))
                .toList();
    List<String> addresses =
        slice.getEndpoints() == null
            ? List.of()
            : slice.getEndpoints().stream()
                .filter(endpoint -> endpoint.getAddresses() != null)
                .flatMap(endpoint -> endpoint.getAddresses().stream())
                .toList();
    return List.of(
        Objects.requireNonNullElse(slice.getAddressType(), ""), some(ports), some(addresses), age);
  }

  private static String some(List<String> values) {
    if (values.isEmpty()) {
      return "<unset>";
    }
    String shown = String.join(",", values.subList(0, Math.min(SHOWN, values.size())));
    return values.size() <= SHOWN
        ? shown
        : shown + " + %d more...".formatted(values.size() - SHOWN);
  }
}
