package dev.ostia.translator.cluster;

import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.endpoint.EndpointChanges;
import dev.ostia.translator.endpoint.EndpointIndex;
import dev.ostia.translator.resolve.DestinationRules;
import dev.ostia.translator.resolve.Destinations;
import dev.ostia.translator.resolve.HostChanges;
import dev.ostia.translator.resolve.ServiceDestinations;
import dev.ostia.translator.resolve.ServiceRegistry;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything behind the routes: services, subsets, clusters and endpoints of one proxy. Keeps what
 * it computed: a service whose inputs did not change keeps its cluster and assignment instances.
 * Not thread-safe.
 */
public final class ClusterTranslator {

  private final Proxy proxy;
  private final ServiceRegistry registry;
  private final DestinationRules rules;
  private final EndpointIndex endpoints = new EndpointIndex();
  private final ClusterMemo memo;
  private final ObjectChecks checks;
  private @Nullable Destinations destinations;
  private @Nullable Destinations translated;
  private HostChanges unchecked = HostChanges.NONE;
  private List<Diagnostic> ofObjects = List.of();
  private ClusterResources bare = ResourceChanges.NOTHING;
  private ClusterResources result = ResourceChanges.NOTHING;

  /** A translator for this proxy. */
  public ClusterTranslator(Proxy proxy) {
    this.proxy = proxy;
    this.registry = new ServiceRegistry(proxy);
    this.rules = new DestinationRules(proxy);
    this.checks = new ObjectChecks(registry);
    this.memo = new ClusterMemo(proxy, registry, rules, endpoints);
  }

  /** The proxy. */
  public Proxy proxy() {
    return proxy;
  }

  /**
   * What destinations mean in this view. The same instance as for the view before, if nothing that
   * an answer depends on has changed.
   */
  public Destinations destinations(ConfigView view) {
    HostChanges services = registry.update(view);
    unchecked = unchecked.and(services);
    HostChanges changes = services.and(rules.update(view));
    Destinations current = destinations;
    if (!changes.isEmpty() || current == null) {
      current = new ServiceDestinations(registry, rules, view.mesh(), current, changes);
      destinations = current;
    }
    return current;
  }

  /**
   * The clusters and endpoints for these cluster names.
   *
   * @param referenced names that resolve to {@code FOUND} in this view
   */
  @SuppressWarnings("ReferenceEquality") // The list is the same if nothing was checked again.
  public ClusterResources translate(ConfigView view, Set<String> referenced) {
    Destinations current = destinations(view);
    boolean structureChanged = !current.equals(translated);
    translated = current;
    EndpointChanges endpointChanges = endpoints.update(view);
    ClusterResources resources = memo.translate(view.mesh(), current, endpointChanges, referenced);
    List<Diagnostic> before = ofObjects;
    ofObjects = checks.update(view, unchecked);
    unchecked = HostChanges.NONE;
    if (!structureChanged
        && endpointChanges.isEmpty()
        && ofObjects == before
        && resources.equals(bare)) {
      return result;
    }
    Set<Diagnostic> diagnostics = new TreeSet<>(Diagnostic.ORDER);
    diagnostics.addAll(memo.diagnostics());
    diagnostics.addAll(ofObjects);
    bare = resources;
    result =
        new ClusterResources(
            resources.clusters(),
            resources.assignments(),
            resources.clusterOrigins(),
            resources.assignmentOrigins(),
            memo.secrets(),
            List.copyOf(diagnostics));
    return result;
  }
}
