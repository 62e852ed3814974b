package dev.ostia.translator.config;

import com.google.common.collect.Sets;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.istio.api.networking.v1.ServiceEntry;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.networking.v1.WorkloadEntry;
import io.fabric8.istio.api.telemetry.v1.Telemetry;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ReferenceGrant;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The whole configuration at one moment, immutable. A view made from another by {@link #with}
 * shares with it all but what changed, so that a change of one object among ten thousand copies
 * none of the others. The map of a kind that did not change is the same one, so {@code view.kind(k)
 * == other.kind(k)} tells cheaply that nothing of a kind changed between two views.
 *
 * <p>Iteration order of a kind is unspecified: whoever cares sorts.
 */
public final class ConfigView {

  /**
   * The last change of a kind.
   *
   * @param base the kind's objects before it
   * @param keys of the objects that it touched
   */
  private record Change(PMap<ObjectKey, ConfigObject<?>> base, Set<ObjectKey> keys) {}

  private final Map<Kind, PMap<ObjectKey, ConfigObject<?>>> kinds;
  private final Map<Kind, Change> changes;
  private final MeshConfig mesh;
  private final @Nullable Instant time;

  private ConfigView(
      Map<Kind, PMap<ObjectKey, ConfigObject<?>>> kinds,
      Map<Kind, Change> changes,
      MeshConfig mesh,
      @Nullable Instant time) {
    this.kinds = kinds;
    this.changes = changes;
    this.mesh = mesh;
    this.time = time;
  }

  /** A view with no objects. */
  public static ConfigView empty(MeshConfig mesh) {
    return new ConfigView(new EnumMap<>(Kind.class), new EnumMap<>(Kind.class), mesh, null);
  }

  /** A view of these objects; of two with the same key the later one counts. */
  public static ConfigView of(MeshConfig mesh, Collection<? extends ConfigObject<?>> objects) {
    return empty(mesh).with(objects, Set.of());
  }

  /**
   * This view after a change.
   *
   * @param upserts objects that are new or replace the one of the same key
   * @param removals keys of objects that are gone; one that is not there is no error
   */
  public ConfigView with(
      Collection<? extends ConfigObject<?>> upserts, Collection<ObjectKey> removals) {
    Map<Kind, Set<ObjectKey>> gone = new EnumMap<>(Kind.class);
    for (ObjectKey key : removals) {
      gone.computeIfAbsent(key.kind(), k -> new HashSet<>()).add(key);
    }
    Map<Kind, Map<ObjectKey, ConfigObject<?>>> put = new EnumMap<>(Kind.class);
    for (ConfigObject<?> object : upserts) {
      put.computeIfAbsent(object.key().kind(), k -> new HashMap<>()).put(object.key(), object);
    }
    Map<Kind, PMap<ObjectKey, ConfigObject<?>>> next = new EnumMap<>(Kind.class);
    next.putAll(kinds);
    Map<Kind, Change> nextChanges = new EnumMap<>(Kind.class);
    nextChanges.putAll(changes);
    for (Kind kind : Sets.union(gone.keySet(), put.keySet())) {
      PMap<ObjectKey, ConfigObject<?>> before = objects(kind);
      Set<ObjectKey> removed = gone.getOrDefault(kind, Set.of());
      Map<ObjectKey, ConfigObject<?>> added = put.getOrDefault(kind, Map.of());
      next.put(kind, before.minusAll(removed).plusAll(added));
      Set<ObjectKey> touched = new HashSet<>(removed);
      touched.addAll(added.keySet());
      nextChanges.put(kind, new Change(before, touched));
    }
    return new ConfigView(next, nextChanges, mesh, time);
  }

  /** This view with another mesh configuration. */
  public ConfigView withMesh(MeshConfig newMesh) {
    return new ConfigView(kinds, changes, newMesh, time);
  }

  /**
   * This view as it is looked at at a moment. Whether a certificate is valid depends on it; nothing
   * else does, and translation has no clock of its own.
   */
  public ConfigView at(Instant moment) {
    return new ConfigView(kinds, changes, mesh, moment);
  }

  /** The objects of one kind alone: whoever keeps this keeps no others in memory. */
  public ConfigView only(Kind kind) {
    Map<Kind, PMap<ObjectKey, ConfigObject<?>>> one = new EnumMap<>(Kind.class);
    one.put(kind, objects(kind));
    return new ConfigView(one, new EnumMap<>(Kind.class), mesh, time);
  }

  /** The moment at which the view is looked at; with none no certificate has expired. */
  public Optional<Instant> time() {
    return Optional.ofNullable(time);
  }

  private PMap<ObjectKey, ConfigObject<?>> objects(Kind kind) {
    return kinds.getOrDefault(kind, HashTreePMap.empty());
  }

  /** The mesh configuration that goes with these objects. */
  public MeshConfig mesh() {
    return mesh;
  }

  /** All objects of a kind by key; the same map instance as long as nothing of it changed. */
  public Map<ObjectKey, ConfigObject<?>> kind(Kind kind) {
    return objects(kind);
  }

  /**
   * The objects of a kind that are not the same in another view: new, replaced or gone. Cheap if
   * this view was made from the other one.
   */
  @SuppressWarnings("ReferenceEquality") // the same map means that nothing of the kind changed
  public Set<ObjectKey> changedSince(ConfigView before, Kind kind) {
    Map<ObjectKey, ConfigObject<?>> old = before.kind(kind);
    Map<ObjectKey, ConfigObject<?>> now = kind(kind);
    if (old == now) {
      return Set.of();
    }
    Change change = changes.get(kind);
    Set<ObjectKey> candidates = new HashSet<>();
    if (change != null && change.base == old) {
      candidates.addAll(change.keys);
    } else {
      candidates.addAll(old.keySet());
      candidates.addAll(now.keySet());
    }
    candidates.removeIf(key -> Objects.equals(old.get(key), now.get(key)));
    return candidates;
  }

  /** The object of this key. */
  public Optional<ConfigObject<?>> get(ObjectKey key) {
    return Optional.ofNullable(kind(key.kind()).get(key));
  }

  /** How many objects there are, of all kinds. */
  public int size() {
    return kinds.values().stream().mapToInt(Map::size).sum();
  }

  // The casts below hold because Kind.model() fixes the class of every object of a kind.
  @SuppressWarnings("unchecked")
  private <T extends HasMetadata> Collection<ConfigObject<T>> all(Kind kind) {
    return (Collection<ConfigObject<T>>) (Collection<?>) kind(kind).values();
  }

  public Collection<ConfigObject<Gateway>> gateways() {
    return all(Kind.GATEWAY);
  }

  public Collection<ConfigObject<VirtualService>> virtualServices() {
    return all(Kind.VIRTUAL_SERVICE);
  }

  /** The VirtualService of this key. */
  @SuppressWarnings("unchecked") // as for all(Kind)
  public Optional<ConfigObject<VirtualService>> virtualService(ObjectKey key) {
    return Optional.ofNullable((ConfigObject<VirtualService>) kind(Kind.VIRTUAL_SERVICE).get(key));
  }

  public Collection<ConfigObject<DestinationRule>> destinationRules() {
    return all(Kind.DESTINATION_RULE);
  }

  public Collection<ConfigObject<ServiceEntry>> serviceEntries() {
    return all(Kind.SERVICE_ENTRY);
  }

  public Collection<ConfigObject<WorkloadEntry>> workloadEntries() {
    return all(Kind.WORKLOAD_ENTRY);
  }

  public Collection<ConfigObject<Telemetry>> telemetries() {
    return all(Kind.TELEMETRY);
  }

  public Collection<ConfigObject<Service>> services() {
    return all(Kind.SERVICE);
  }

  public Collection<ConfigObject<EndpointSlice>> endpointSlices() {
    return all(Kind.ENDPOINT_SLICE);
  }

  public Collection<ConfigObject<Endpoints>> endpoints() {
    return all(Kind.ENDPOINTS);
  }

  public Collection<ConfigObject<Pod>> pods() {
    return all(Kind.POD);
  }

  public Collection<ConfigObject<Secret>> secrets() {
    return all(Kind.SECRET);
  }

  public Collection<ConfigObject<ConfigMap>> configMaps() {
    return all(Kind.CONFIG_MAP);
  }

  public Collection<ConfigObject<ReferenceGrant>> referenceGrants() {
    return all(Kind.REFERENCE_GRANT);
  }

  public Collection<ConfigObject<Namespace>> namespaces() {
    return all(Kind.NAMESPACE);
  }

  public Collection<ConfigObject<Node>> nodes() {
    return all(Kind.NODE);
  }
}
