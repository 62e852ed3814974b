package dev.ostia.translator.resolve;

import dev.ostia.translator.config.ConfigObject;
import io.fabric8.istio.api.api.networking.v1alpha3.ServiceEntryLocation;
import io.fabric8.istio.api.networking.v1.ServiceEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A service of the registry: one host name with its ports, made from a Kubernetes Service or from
 * ServiceEntries. Identity stands for content: it is the same instance as long as the objects that
 * it was made from are.
 */
public final class BackendService {

  /** How the endpoints of a service are found. */
  public enum Resolution {
    /** Endpoints are sent by EDS. */
    EDS,
    /** Every address of every name is an endpoint. */
    DNS,
    /** One name, its newest address for new connections. */
    DNS_ROUND_ROBIN,
    /** {@code resolution: NONE}: the address a client meant, which a gateway does not know. */
    NONE,
    /** {@code resolution: DYNAMIC_DNS}. */
    DYNAMIC_DNS,
    /** Another name of a service: Kubernetes' ExternalName. */
    ALIAS
  }

  private final String hostname;
  private final ConfigObject<?> owner;
  private final List<ConfigObject<?>> sources;
  private final Resolution resolution;
  private final List<BackendPort> ports;
  private final Set<String> exportTo;
  private final String alias;

  /**
   * @param owner the object that decides
   * @param sources every object that endpoints or ports are taken from; the owner is the first
   * @param exportTo namespaces that see it, as written; empty for the default of the mesh
   * @param alias the host that an {@link Resolution#ALIAS} stands for; else empty
   */
  BackendService(
      String hostname,
      ConfigObject<?> owner,
      List<ConfigObject<?>> sources,
      Resolution resolution,
      List<BackendPort> ports,
      Set<String> exportTo,
      String alias) {
    this.hostname = hostname;
    this.owner = owner;
    this.sources = List.copyOf(sources);
    this.resolution = resolution;
    this.ports = List.copyOf(ports);
    this.exportTo = exportTo;
    this.alias = alias;
  }

  BackendService with(List<ConfigObject<?>> newSources, List<BackendPort> newPorts) {
    return new BackendService(hostname, owner, newSources, resolution, newPorts, exportTo, alias);
  }

  /** The fully qualified name. */
  public String hostname() {
    return hostname;
  }

  /** The namespace of the object that decides. */
  public String namespace() {
    return owner.key().namespace();
  }

  /** The object that decides. */
  public ConfigObject<?> owner() {
    return owner;
  }

  /** Every object that ports or endpoints come from. */
  public List<ConfigObject<?>> sources() {
    return sources;
  }

  /** Whether it is a Kubernetes Service. */
  public boolean isKubernetes() {
    return owner.key().kind() == dev.ostia.translator.config.Kind.SERVICE;
  }

  /**
   * Whether it is inside the mesh: a Kubernetes Service of its own, or a ServiceEntry with {@code
   * location: MESH_INTERNAL}.
   */
  public boolean isInMesh() {
    return owner.resource() instanceof ServiceEntry entry
        ? entry.getSpec().getLocation() == ServiceEntryLocation.MESH_INTERNAL
        : resolution != Resolution.ALIAS;
  }

  /** Whether a client's requests are to stay with one endpoint: {@code sessionAffinity}. */
  public boolean staysWithClient() {
    return owner.resource() instanceof io.fabric8.kubernetes.api.model.Service service
        && service.getSpec() != null
        && "ClientIP".equals(service.getSpec().getSessionAffinity());
  }

  /** How endpoints are found. */
  public Resolution resolution() {
    return resolution;
  }

  /** In the order of the objects. */
  public List<BackendPort> ports() {
    return ports;
  }

  Set<String> exportTo() {
    return exportTo;
  }

  /** The host that an ExternalName Service stands for; empty for others. */
  public String alias() {
    return alias;
  }

  /** The port of this number; UDP is not routed. */
  public Optional<BackendPort> port(int number) {
    for (BackendPort port : ports) {
      if (port.number() == number && port.protocol() != PortProtocol.UDP) {
        return Optional.of(port);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return hostname + " of " + owner;
  }
}
