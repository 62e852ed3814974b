package dev.ostia.translator.resolve;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.Proxy;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The DestinationRules that a proxy sees, and which of them apply to a service. They are looked for
 * in the proxy's namespace, then in that of the service, then in the root namespace; the first of
 * these that has a rule for the host decides. The namespace of a VirtualService plays no part.
 *
 * <p>Follows views; a rule that did not change stays the same instance. Not thread-safe.
 */
public final class DestinationRules {

  private record Place(String namespace, String host) {}

  /** Which rules of a namespace count. */
  private enum Scope {
    /** Those that a proxy of the same namespace sees. */
    OWN,
    /** Of these those that nobody else sees: all that counts first for a proxy in the root. */
    OWN_PRIVATE,
    /** Those that are exported to the proxy. */
    EXPORTED
  }

  private final Proxy proxy;
  private @Nullable MeshConfig mesh;
  private ObjectIndex<DestinationRule, Place> index =
      new ObjectIndex<>(Kind.DESTINATION_RULE, rule -> List.of());
  // Per namespace the wildcard hosts, longest first.
  private final Map<String, List<String>> wildcards = new HashMap<>();
  private final Map<Scope, Map<Place, Optional<EffectiveRule>>> memo = new EnumMap<>(Scope.class);

  /** The rules as this proxy sees them. */
  public DestinationRules(Proxy proxy) {
    this.proxy = proxy;
  }

  /** Follows a view. Returns the hosts to which other rules may apply than before. */
  public HostChanges update(ConfigView view) {
    boolean fresh = !view.mesh().equals(mesh);
    if (fresh) {
      MeshConfig current = view.mesh();
      mesh = current;
      index = new ObjectIndex<>(Kind.DESTINATION_RULE, rule -> place(rule, current));
      memo.clear();
    }
    Set<Place> changed = index.update(view);
    if (changed.isEmpty()) {
      return fresh ? HostChanges.ALL : HostChanges.NONE;
    }
    for (Place place : changed) {
      memo.values().forEach(rules -> rules.remove(place));
    }
    collectWildcards();
    boolean wide = changed.stream().anyMatch(place -> HostPatterns.isWildcard(place.host()));
    return fresh || wide
        ? HostChanges.ALL
        : new HostChanges(false, changed.stream().map(Place::host).collect(Collectors.toSet()));
  }

  /** The rule that applies to a service, if there is one. */
  public @Nullable EffectiveRule rule(BackendService service) {
    MeshConfig current = mesh;
    if (current == null) {
      return null;
    }
    String root = current.rootNamespace();
    Scope own = proxy.namespace().equals(root) ? Scope.OWN_PRIVATE : Scope.OWN;
    EffectiveRule found = find(proxy.namespace(), service, own);
    if (found == null) {
      found = find(service.namespace(), service, Scope.EXPORTED);
    }
    return found == null ? find(root, service, Scope.EXPORTED) : found;
  }

  private static List<Place> place(ConfigObject<DestinationRule> rule, MeshConfig mesh) {
    io.fabric8.istio.api.api.networking.v1alpha3.DestinationRule spec = rule.resource().getSpec();
    if (spec == null || spec.getHost() == null) {
      return List.of();
    }
    String namespace = rule.key().namespace();
    return List.of(
        new Place(namespace, HostNames.qualify(spec.getHost(), namespace, mesh.domainSuffix())));
  }

  private void collectWildcards() {
    Map<String, Set<String>> found = new HashMap<>();
    for (Place place : index.keys()) {
      if (HostPatterns.isWildcard(place.host())) {
        found.computeIfAbsent(place.namespace(), n -> new HashSet<>()).add(place.host());
      }
    }
    wildcards.clear();
    found.forEach(
        (namespace, hosts) ->
            wildcards.put(
                namespace,
                hosts.stream()
                    .sorted(
                        Comparator.comparingInt(String::length)
                            .reversed()
                            .thenComparing(Comparator.naturalOrder()))
                    .toList()));
  }

  private @Nullable EffectiveRule find(String namespace, BackendService service, Scope scope) {
    EffectiveRule exact = at(new Place(namespace, service.hostname()), scope);
    if (exact != null) {
      return exact;
    }
    for (String wildcard : wildcards.getOrDefault(namespace, List.of())) {
      if (service.hostname().endsWith(wildcard.substring(1))) {
        EffectiveRule found = at(new Place(namespace, wildcard), scope);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private @Nullable EffectiveRule at(Place place, Scope scope) {
    if (index.group(place).isEmpty()) {
      return null;
    }
    return memo.computeIfAbsent(scope, s -> new HashMap<>())
        .computeIfAbsent(place, p -> merge(p, scope))
        .orElse(null);
  }

  private Optional<EffectiveRule> merge(Place place, Scope scope) {
    List<ConfigObject<DestinationRule>> visible = new ArrayList<>();
    for (ConfigObject<DestinationRule> rule : index.group(place)) {
      if (switch (scope) {
        case OWN -> appliesHere(rule, false);
        case OWN_PRIVATE -> appliesHere(rule, true);
        case EXPORTED -> isExportedHere(rule);
      }) {
        visible.add(rule);
      }
    }
    visible.sort(
        Comparator.<ConfigObject<DestinationRule>>comparingInt(r -> hasSelector(r) ? 0 : 1)
            .thenComparing(ConfigObject.BY_AGE));
    return visible.isEmpty() ? Optional.empty() : Optional.of(new EffectiveRule(visible));
  }

  /** Whether a rule of the proxy's own namespace applies to the proxy. */
  private boolean appliesHere(ConfigObject<DestinationRule> rule, boolean onlyPrivate) {
    if (hasSelector(rule)) {
      Map<String, String> labels = rule.resource().getSpec().getWorkloadSelector().getMatchLabels();
      return proxy.matches(labels == null ? Map.of() : labels);
    }
    if (onlyPrivate && !isPrivate(rule)) {
      return false;
    }
    Set<String> exportTo = Exports.of(rule.resource().getSpec().getExportTo());
    return exportTo.isEmpty()
        || exportTo.contains("*")
        || exportTo.contains(".")
        || exportTo.contains(rule.key().namespace());
  }

  private boolean isExportedHere(ConfigObject<DestinationRule> rule) {
    if (hasSelector(rule) || isPrivate(rule)) {
      return false;
    }
    Set<String> exportTo = Exports.of(rule.resource().getSpec().getExportTo());
    return exportTo.isEmpty() || exportTo.contains("*") || exportTo.contains(proxy.namespace());
  }

  /** Whether only proxies of its own namespace see it. */
  private boolean isPrivate(ConfigObject<DestinationRule> rule) {
    Set<String> exportTo = Exports.of(rule.resource().getSpec().getExportTo());
    if (exportTo.isEmpty()) {
      return mesh != null && mesh.defaultDestinationRuleExportTo().contains(".");
    }
    return exportTo.size() == 1
        && (exportTo.contains(".") || exportTo.contains(rule.key().namespace()));
  }

  private static boolean hasSelector(ConfigObject<DestinationRule> rule) {
    return rule.resource().getSpec().getWorkloadSelector() != null;
  }
}
