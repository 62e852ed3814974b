package dev.ostia.translator.endpoint;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.resolve.BackendService;
import dev.ostia.translator.resolve.ObjectIndex;
import io.fabric8.istio.api.networking.v1.ServiceEntry;
import io.fabric8.istio.api.networking.v1.WorkloadEntry;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of services. Follows views: a service whose inputs did not change keeps the
 * instance of its endpoints. Not thread-safe.
 */
public final class EndpointIndex {

  private static final String SERVICE_NAME = "kubernetes.io/service-name";

  /** What the endpoints of a service were made from. */
  @SuppressWarnings("ReferenceEquality") // Identity stands for content.
  private record Inputs(
      BackendService service,
      List<ConfigObject<EndpointSlice>> slices,
      List<ConfigObject<Endpoints>> legacy,
      List<List<ConfigObject<WorkloadEntry>>> workloads,
      List<List<ConfigObject<Pod>>> pods) {

    boolean same(Inputs other) {
      return service == other.service
          && slices == other.slices
          && legacy == other.legacy
          && identical(workloads, other.workloads)
          && identical(pods, other.pods);
    }

    private static boolean identical(List<?> first, List<?> second) {
      if (first.size() != second.size()) {
        return false;
      }
      for (int i = 0; i < first.size(); i++) {
        if (first.get(i) != second.get(i)) {
          return false;
        }
      }
      return true;
    }
  }

  private static final class Entry {
    final Inputs inputs;
    final Map<ObjectKey, @Nullable ConfigObject<?>> lookups;
    final ServiceEndpoints endpoints;
    int revision;

    Entry(
        Inputs inputs,
        Map<ObjectKey, @Nullable ConfigObject<?>> lookups,
        ServiceEndpoints endpoints,
        int revision) {
      this.inputs = inputs;
      this.lookups = lookups;
      this.endpoints = endpoints;
      this.revision = revision;
    }
  }

  // A slice without the label is kept under no name: it serves nothing, but its change is noticed.
  private final ObjectIndex<EndpointSlice, ServiceName> slices =
      new ObjectIndex<>(
          Kind.ENDPOINT_SLICE,
          slice ->
              List.of(
                  new ServiceName(
                      slice.key().namespace(), slice.labels().getOrDefault(SERVICE_NAME, ""))));
  private final ObjectIndex<Endpoints, ServiceName> legacy =
      new ObjectIndex<>(
          Kind.ENDPOINTS, e -> List.of(new ServiceName(e.key().namespace(), e.key().name())));
  private final ObjectIndex<WorkloadEntry, LabelPair> workloads =
      new ObjectIndex<>(
          Kind.WORKLOAD_ENTRY, w -> LabelPair.of(w.key().namespace(), WorkloadReader.labels(w)));
  private final ObjectIndex<Pod, LabelPair> pods =
      new ObjectIndex<>(Kind.POD, p -> LabelPair.of(p.key().namespace(), p.labels()));

  private final Map<String, Entry> memo = new HashMap<>();
  // Services whose slices changed since their endpoints were read.
  private final Set<ServiceName> stale = new HashSet<>();
  private @Nullable ConfigView view;
  private int revision;

  /** Follows a view. */
  @SuppressWarnings("ReferenceEquality") // The map of a kind is the same if nothing of it changed.
  public EndpointChanges update(ConfigView next) {
    boolean all =
        view == null
            || view.kind(Kind.NODE) != next.kind(Kind.NODE)
            || view.kind(Kind.POD) != next.kind(Kind.POD);
    view = next;
    Set<ServiceName> touched = slices.update(next);
    stale.addAll(touched);
    pods.update(next);
    all |= !legacy.update(next).isEmpty();
    all |= !workloads.update(next).isEmpty();
    if (all) {
      revision++;
    }
    return new EndpointChanges(all, touched);
  }

  /** The endpoints of a service; the same instance as long as nothing about them changed. */
  public ServiceEndpoints endpoints(BackendService service) {
    Entry entry = memo.get(service.hostname());
    if (entry != null
        && entry.revision == revision
        && entry.inputs.service.equals(service)
        && (stale.isEmpty() || !stale.contains(ServiceName.of(service)))) {
      return entry.endpoints;
    }
    ConfigView current = Objects.requireNonNull(view, "update comes first");
    Inputs inputs = inputs(service);
    stale.remove(ServiceName.of(service));
    if (entry != null && entry.inputs.same(inputs) && Lookups.same(entry.lookups, current)) {
      entry.revision = revision;
      return entry.endpoints;
    }
    Lookups lookups = new Lookups(current);
    ServiceEndpoints built =
        new EndpointCollector(
                service, inputs.slices, inputs.legacy, inputs.workloads, inputs.pods, lookups)
            .collect();
    if (entry != null && entry.endpoints.equals(built)) {
      built = entry.endpoints;
    }
    memo.put(service.hostname(), new Entry(inputs, lookups.seen(), built, revision));
    return built;
  }

  /** Forgets services that are not among these. */
  public void retain(Set<String> hostnames) {
    memo.keySet().retainAll(hostnames);
  }

  private Inputs inputs(BackendService service) {
    List<ConfigObject<EndpointSlice>> ownSlices = List.of();
    List<ConfigObject<Endpoints>> ownLegacy = List.of();
    if (service.isKubernetes()) {
      ServiceName name = ServiceName.of(service);
      ownSlices = slices.group(name);
      if (ownSlices.isEmpty()) {
        ownLegacy = legacy.group(name);
      }
    }
    List<List<ConfigObject<WorkloadEntry>>> ownWorkloads = new ArrayList<>(1);
    List<List<ConfigObject<Pod>>> ownPods = new ArrayList<>(1);
    for (ConfigObject<?> source : service.sources()) {
      Map<String, String> selector = selector(source);
      boolean needsPods =
          source.resource() instanceof ServiceEntry || (ownSlices.isEmpty() && ownLegacy.isEmpty());
      ownWorkloads.add(narrowest(workloads, source, selector));
      ownPods.add(needsPods ? narrowest(pods, source, selector) : List.of());
    }
    return new Inputs(service, ownSlices, ownLegacy, ownWorkloads, ownPods);
  }

  /**
   * The smallest group that holds all that a selector can pick. Any pair's group would do: what the
   * whole selector picks is in each of them.
   */
  private static <T extends io.fabric8.kubernetes.api.model.HasMetadata>
      List<ConfigObject<T>> narrowest(
          ObjectIndex<T, LabelPair> index, ConfigObject<?> source, Map<String, String> selector) {
    List<ConfigObject<T>> best = List.of();
    boolean first = true;
    for (LabelPair pair : LabelPair.of(source.key().namespace(), selector)) {
      List<ConfigObject<T>> group = index.group(pair);
      if (first || group.size() < best.size()) {
        best = group;
        first = false;
      }
    }
    return best;
  }

  static Map<String, String> selector(ConfigObject<?> source) {
    Map<String, String> selector = null;
    if (source.resource() instanceof Service service && service.getSpec() != null) {
      selector = service.getSpec().getSelector();
    } else if (source.resource() instanceof ServiceEntry entry
        && entry.getSpec().getWorkloadSelector() != null) {
      selector = entry.getSpec().getWorkloadSelector().getLabels();
    }
    return selector == null ? Map.of() : new TreeMap<>(selector);
  }
}
