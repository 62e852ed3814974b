package dev.ostia.translator.cluster;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.resolve.HostChanges;
import dev.ostia.translator.resolve.ServiceRegistry;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be said of objects whether or not a route leads to them. */
final class ObjectChecks {

  /** The checks of one kind; an object that did not change is not checked again. */
  private static final class OfKind<T extends HasMetadata> {
    private final Kind kind;
    private final Function<ConfigObject<T>, List<Diagnostic>> check;
    private final Map<ObjectKey, List<Diagnostic>> found = new HashMap<>();
    private @Nullable ConfigView view;
    private List<Diagnostic> result = List.of();

    OfKind(Kind kind, Function<ConfigObject<T>, List<Diagnostic>> check) {
      this.kind = kind;
      this.check = check;
    }

    List<Diagnostic> update(ConfigView now) {
      ConfigView before = view == null ? ConfigView.empty(now.mesh()) : view;
      view = now;
      Set<ObjectKey> changed = now.changedSince(before, kind);
      for (ObjectKey key : changed) {
        List<Diagnostic> all =
            now.get(key).map(object -> check.apply(typed(object))).orElse(List.of());
        if (all.isEmpty()) {
          found.remove(key);
        } else {
          found.put(key, all);
        }
      }
      if (!changed.isEmpty()) {
        result = found.values().stream().flatMap(List::stream).toList();
      }
      return result;
    }

    // All objects of a kind have the class that Kind.model() gives.
    @SuppressWarnings("unchecked")
    private ConfigObject<T> typed(ConfigObject<?> object) {
      return (ConfigObject<T>) object;
    }
  }

  private final OfKind<DestinationRule> rules = new OfKind<>(Kind.DESTINATION_RULE, RuleChecks::of);
  private final OfKind<io.fabric8.istio.api.networking.v1.ServiceEntry> entries =
      new OfKind<>(Kind.SERVICE_ENTRY, EntryChecks::of);
  private final OfKind<io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice> slices =
      new OfKind<>(Kind.ENDPOINT_SLICE, EntryChecks::ofSlice);
  private final OfKind<io.fabric8.istio.api.networking.v1.Gateway> gateways =
      new OfKind<>(Kind.GATEWAY, PlainChecks::ofGateway);
  private final OfKind<io.fabric8.istio.api.networking.v1.WorkloadEntry> workloads =
      new OfKind<>(Kind.WORKLOAD_ENTRY, PlainChecks::ofWorkload);
  private final OfKind<io.fabric8.kubernetes.api.model.Service> services =
      new OfKind<>(Kind.SERVICE, PlainChecks::ofService);
  private final HostChecks hosts;
  private List<List<Diagnostic>> parts = List.of();
  private List<Diagnostic> result = List.of();

  ObjectChecks(ServiceRegistry registry) {
    this.hosts = new HostChecks(registry);
  }

  /**
   * All diagnostics for a view; the same list as before if none can have changed.
   *
   * @param changedHosts the hosts whose services changed since the last call
   */
  List<Diagnostic> update(ConfigView view, HostChanges changedHosts) {
    List<List<Diagnostic>> now =
        List.of(
            hosts.update(view, changedHosts),
            rules.update(view),
            entries.update(view),
            gateways.update(view),
            workloads.update(view),
            services.update(view),
            slices.update(view));
    if (!areSame(now, parts)) {
      parts = now;
      result = now.stream().flatMap(List::stream).toList();
    }
    return result;
  }

  @SuppressWarnings("ReferenceEquality") // the same list means that nothing was checked again
  private static boolean areSame(List<List<Diagnostic>> now, List<List<Diagnostic>> before) {
    for (int i = 0; i < now.size() && i < before.size(); i++) {
      if (now.get(i) != before.get(i)) {
        return false;
      }
    }
    return now.size() == before.size();
  }
}
