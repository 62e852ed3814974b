package dev.ostia.translator.resolve;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.Proxy;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A VirtualService that the proxy may see.
 *
 * @param object the VirtualService
 * @param gateways the Gateways it names, as {@code namespace/name}
 * @param hosts as full names in lower case
 * @param visibility how it is exported to the proxy
 */
public record BoundVirtualService(
    ConfigObject<VirtualService> object,
    List<String> gateways,
    List<String> hosts,
    Visibility visibility) {

  /** How an object reaches a proxy, in the order in which it counts. */
  public enum Visibility {
    /** Only within the proxy's own namespace. */
    PRIVATE,
    /** To namespaces given by name, the proxy's among them. */
    BY_NAME,
    /** To all namespaces. */
    PUBLIC
  }

  /** The order in which VirtualServices of one host come: by visibility, then by age. */
  public static final Comparator<BoundVirtualService> ORDER =
      Comparator.<BoundVirtualService, Visibility>comparing(BoundVirtualService::visibility)
          .thenComparing(BoundVirtualService::object, ConfigObject.BY_AGE);

  /** The object as this proxy sees it; empty if it is of no gateway or hidden from the proxy. */
  public static Optional<BoundVirtualService> of(
      ConfigObject<VirtualService> object, Proxy proxy, MeshConfig mesh) {
    var spec = object.resource().getSpec();
    if (spec == null || spec.getGateways() == null || spec.getHosts() == null) {
      return Optional.empty();
    }
    String namespace = object.key().namespace();
    List<String> gateways = new ArrayList<>(1);
    for (String reference : spec.getGateways()) {
      String gateway = GatewayReference.qualify(reference, namespace);
      if (!gateway.equals(GatewayReference.MESH) && !gateways.contains(gateway)) {
        gateways.add(gateway);
      }
    }
    List<String> hosts = new ArrayList<>(1);
    for (String host : spec.getHosts()) {
      hosts.add(HostPatterns.lower(HostNames.qualify(host, namespace, mesh.domainSuffix())));
    }
    if (gateways.isEmpty() || hosts.isEmpty()) {
      return Optional.empty();
    }
    return visibilityFor(spec.getExportTo(), namespace, proxy, mesh)
        .map(seen -> new BoundVirtualService(object, gateways, hosts, seen));
  }

  private static Optional<Visibility> visibilityFor(
      @Nullable List<String> exportTo, String own, Proxy proxy, MeshConfig mesh) {
    Exports.Reach reach =
        Exports.reach(
            Exports.of(exportTo), mesh.defaultVirtualServiceExportTo(), own, proxy.namespace());
    return switch (reach) {
      case PUBLIC -> Optional.of(Visibility.PUBLIC);
      case HIDDEN -> Optional.empty();
      case NAMED ->
          Optional.of(own.equals(proxy.namespace()) ? Visibility.PRIVATE : Visibility.BY_NAME);
    };
  }
}
