package dev.ostia.translator.cluster;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Diagnostic.Severity;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.resolve.HostNames;
import dev.ostia.translator.resolve.ServiceRegistry;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
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

  private final ServiceRegistry registry;
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
  private List<Diagnostic> hosts = List.of();

  ObjectChecks(ServiceRegistry registry) {
    this.registry = registry;
  }

  /**
   * All diagnostics for a view.
   *
   * @param structureChanged whether services or rules changed since the last call
   */
  List<Diagnostic> update(ConfigView view, boolean structureChanged) {
    if (structureChanged) {
      List<Diagnostic> found = new ArrayList<>();
      for (ConfigObject<DestinationRule> rule : view.destinationRules()) {
        checkHost(rule, view, found);
      }
      hosts = List.copyOf(found);
    }
    List<Diagnostic> all = new ArrayList<>(hosts);
    all.addAll(rules.update(view));
    all.addAll(entries.update(view));
    all.addAll(gateways.update(view));
    all.addAll(workloads.update(view));
    all.addAll(services.update(view));
    all.addAll(slices.update(view));
    return all;
  }

  private void checkHost(
      ConfigObject<DestinationRule> rule, ConfigView view, List<Diagnostic> found) {
    var spec = rule.resource().getSpec();
    if (spec == null || spec.getHost() == null || spec.getHost().startsWith("*")) {
      return;
    }
    String host =
        HostNames.qualify(spec.getHost(), rule.key().namespace(), view.mesh().domainSuffix());
    if (!registry.isKnown(host)) {
      found.add(
          new Diagnostic(
              DiagnosticCode.REFERENCED_RESOURCE_NOT_FOUND,
              Severity.WARNING,
              rule.key(),
              "spec.host",
              "there is no Service or ServiceEntry " + host + ", so the rule has no effect",
              "Check the name; a name without a dot is looked for in the rule's own namespace, any"
                  + " other is taken as it is",
              rule.position("spec.host").orElse(null)));
    }
  }
}
