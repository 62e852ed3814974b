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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What can be said of objects whether or not a route leads to them. */
final class ObjectChecks {

  private record Checked(ConfigObject<?> object, List<Diagnostic> diagnostics) {}

  /** The checks of one kind; an object that did not change is not checked again. */
  private static final class OfKind<T extends HasMetadata> {
    private final Function<ConfigObject<T>, List<Diagnostic>> check;
    private Map<ObjectKey, Checked> checked = new HashMap<>();
    private Map<ObjectKey, ConfigObject<?>> seen = Map.of();
    private List<Diagnostic> result = List.of();

    OfKind(Function<ConfigObject<T>, List<Diagnostic>> check) {
      this.check = check;
    }

    @SuppressWarnings("ReferenceEquality") // Identity of objects and maps stands for content.
    List<Diagnostic> update(
        Map<ObjectKey, ConfigObject<?>> objects, Collection<ConfigObject<T>> typed) {
      if (objects == seen) {
        return result;
      }
      seen = objects;
      Map<ObjectKey, Checked> next = new HashMap<>();
      List<Diagnostic> all = new ArrayList<>();
      for (ConfigObject<T> object : typed) {
        Checked before = checked.get(object.key());
        Checked now =
            before != null && before.object.equals(object)
                ? before
                : new Checked(object, check.apply(object));
        next.put(object.key(), now);
        all.addAll(now.diagnostics);
      }
      checked = next;
      result = List.copyOf(all);
      return result;
    }
  }

  private final ServiceRegistry registry;
  private final OfKind<DestinationRule> rules = new OfKind<>(RuleChecks::of);
  private final OfKind<io.fabric8.istio.api.networking.v1.ServiceEntry> entries =
      new OfKind<>(EntryChecks::of);
  private final OfKind<io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice> slices =
      new OfKind<>(EntryChecks::ofSlice);
  private final OfKind<io.fabric8.istio.api.networking.v1.Gateway> gateways =
      new OfKind<>(PlainChecks::ofGateway);
  private final OfKind<io.fabric8.istio.api.networking.v1.WorkloadEntry> workloads =
      new OfKind<>(PlainChecks::ofWorkload);
  private final OfKind<io.fabric8.kubernetes.api.model.Service> services =
      new OfKind<>(PlainChecks::ofService);
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
    all.addAll(rules.update(view.kind(Kind.DESTINATION_RULE), view.destinationRules()));
    all.addAll(entries.update(view.kind(Kind.SERVICE_ENTRY), view.serviceEntries()));
    all.addAll(gateways.update(view.kind(Kind.GATEWAY), view.gateways()));
    all.addAll(workloads.update(view.kind(Kind.WORKLOAD_ENTRY), view.workloadEntries()));
    all.addAll(services.update(view.kind(Kind.SERVICE), view.services()));
    all.addAll(slices.update(view.kind(Kind.ENDPOINT_SLICE), view.endpointSlices()));
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
