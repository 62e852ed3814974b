package dev.ostia.translator.resolve;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.SetMultimap;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.resolve.BackendService.Resolution;
import io.fabric8.istio.api.networking.v1.ServiceEntry;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Every service that a proxy sees, by host name. Follows views: a host whose objects did not change
 * keeps its services. Not thread-safe.
 */
public final class ServiceRegistry {

  private static final Comparator<BackendService> BY_AGE =
      Comparator.<BackendService, Instant>comparing(s -> s.owner().created())
          .thenComparing(BackendService::namespace)
          .thenComparing(s -> s.owner().key().name());

  private final Proxy proxy;
  private @Nullable MeshConfig mesh;
  private ObjectIndex<Service, String> services = new ObjectIndex<>(Kind.SERVICE, s -> List.of());
  private ObjectIndex<ServiceEntry, String> entries =
      new ObjectIndex<>(Kind.SERVICE_ENTRY, ServiceRegistry::hosts);
  private PMap<String, HostServices> hosts = HashTreePMap.empty();
  // The hosts that stand for others, with those.
  private final SetMultimap<String, String> aliases = HashMultimap.create();

  /** The registry as this proxy sees it. */
  public ServiceRegistry(Proxy proxy) {
    this.proxy = proxy;
  }

  /** Follows a view. Returns the hosts whose services are others than before. */
  public HostChanges update(ConfigView view) {
    boolean fresh = !view.mesh().equals(mesh);
    if (fresh) {
      MeshConfig current = view.mesh();
      mesh = current;
      services = new ObjectIndex<>(Kind.SERVICE, s -> List.of(serviceHost(s, current)));
      entries = new ObjectIndex<>(Kind.SERVICE_ENTRY, ServiceRegistry::hosts);
      hosts = HashTreePMap.empty();
      aliases.clear();
    }
    Set<String> changed = new HashSet<>(services.update(view));
    changed.addAll(entries.update(view));
    if (changed.isEmpty()) {
      return fresh ? HostChanges.ALL : HostChanges.NONE;
    }
    for (String host : changed) {
      HostServices found = choose(host, view.mesh());
      if (found == null) {
        hosts = hosts.minus(host);
        aliases.removeAll(host);
      } else {
        hosts = hosts.plus(host, found);
        noteAlias(host, found);
      }
    }
    return fresh ? HostChanges.ALL : new HostChanges(false, changed);
  }

  private void noteAlias(String host, HostServices found) {
    aliases.removeAll(host);
    Stream.concat(Stream.of(found.chosen()), found.byNamespace().values().stream())
        .filter(service -> service.resolution() == Resolution.ALIAS)
        .forEach(service -> aliases.put(host, service.alias()));
  }

  /** These changes, and those of the hosts that stand for one of them. */
  HostChanges withAliases(HostChanges changes) {
    Set<String> all = new HashSet<>(changes.hosts());
    aliases.forEach(
        (host, target) -> {
          if (changes.hosts().contains(target)) {
            all.add(host);
          }
        });
    return new HostChanges(changes.all(), all);
  }

  /** The services by host name as of the last update; a later update leaves this map alone. */
  Map<String, HostServices> hosts() {
    return hosts;
  }

  /** The service that counts for a host name. */
  public @Nullable BackendService service(String host) {
    HostServices found = hosts.get(host);
    return found == null ? null : found.chosen();
  }

  /** Whether any object has this host name, whether or not the proxy sees it. */
  public boolean isKnown(String host) {
    return !services.group(host).isEmpty() || !entries.group(host).isEmpty();
  }

  private static String serviceHost(ConfigObject<Service> service, MeshConfig mesh) {
    return HostNames.serviceHost(
        service.key().name(), service.key().namespace(), mesh.domainSuffix());
  }

  private static Collection<String> hosts(ConfigObject<ServiceEntry> entry) {
    io.fabric8.istio.api.api.networking.v1alpha3.ServiceEntry spec = entry.resource().getSpec();
    if (spec == null || spec.getHosts() == null) {
      return List.of();
    }
    Set<String> hosts = new LinkedHashSet<>(spec.getHosts());
    hosts.remove(null);
    return hosts;
  }

  private @Nullable HostServices choose(String host, MeshConfig current) {
    List<BackendService> named = new ArrayList<>();
    List<BackendService> open = new ArrayList<>();
    for (BackendService candidate : candidates(host)) {
      switch (Exports.reach(
          candidate.exportTo(),
          current.defaultServiceExportTo(),
          candidate.namespace(),
          proxy.namespace())) {
        case NAMED -> named.add(candidate);
        case PUBLIC -> open.add(candidate);
        case HIDDEN -> {}
      }
    }
    named.addAll(open);
    if (named.isEmpty()) {
      return null;
    }
    if (named.size() == 1) {
      BackendService only = named.getFirst();
      return new HostServices(only, Map.of(only.namespace(), only));
    }
    ServiceMerger merger = new ServiceMerger();
    Map<String, BackendService> byNamespace = new HashMap<>();
    for (BackendService candidate : named) {
      merger.add(candidate);
      byNamespace.merge(
          candidate.namespace(),
          candidate,
          (first, later) -> !first.isKubernetes() && later.isKubernetes() ? later : first);
    }
    return new HostServices(merger.united(named), byNamespace);
  }

  /**
   * All services of a host, oldest first. Of two of the same age, Istio compares the host names,
   * which are equal here, and then the namespaces: the names of the objects come last.
   */
  private List<BackendService> candidates(String host) {
    List<BackendService> found = new ArrayList<>();
    services.group(host).forEach(s -> found.add(ServiceReader.ofService(s, host)));
    entries.group(host).forEach(e -> found.add(ServiceReader.ofEntry(e, host)));
    found.sort(BY_AGE);
    return found;
  }
}
