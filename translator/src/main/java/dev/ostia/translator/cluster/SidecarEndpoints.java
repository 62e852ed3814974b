package dev.ostia.translator.cluster;

import dev.ostia.translator.endpoint.Endpoint;
import dev.ostia.translator.endpoint.MeshTls;
import io.fabric8.istio.api.api.networking.v1alpha3.ClientTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ClientTLSSettingsTLSmode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that take the mutual TLS of a mesh. A gateway that passes TLS on cannot see whether
 * a client shows a certificate, so with {@code AUTO_PASSTHROUGH} it leads nobody elsewhere.
 */
final class SidecarEndpoints {

  private static final Map<String, String> TAKES_MESH_TLS = Map.of(MeshTls.LABEL, MeshTls.ISTIO);

  private SidecarEndpoints() {}

  /**
   * Those among these.
   *
   * @param tls of the traffic policy, which decides for all of them; null lets each one decide
   */
  static List<Endpoint> of(List<Endpoint> endpoints, @Nullable ClientTLSSettings tls) {
    if (tls != null) {
      return tls.getMode() == ClientTLSSettingsTLSmode.ISTIO_MUTUAL ? endpoints : List.of();
    }
    return endpoints.stream().filter(endpoint -> endpoint.matches(TAKES_MESH_TLS)).toList();
  }
}
