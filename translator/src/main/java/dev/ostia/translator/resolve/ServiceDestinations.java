package dev.ostia.translator.resolve;

import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.resolve.BackendService.Resolution;
import dev.ostia.translator.resolve.EffectiveRule.NamedSubset;
import dev.ostia.translator.resolve.ResolvedDestination.Outcome;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Destinations by the services of a registry and the subsets of the rules that apply to them. */
public final class ServiceDestinations implements Destinations {

  private final Map<String, HostServices> hosts;
  private final DestinationRules rules;
  private final MeshConfig mesh;
  // Weak, so that no old answers are kept.
  private final WeakReference<@Nullable Destinations> before;
  private final HostChanges changes;

  /**
   * Answers from what the registry and the rules are now.
   *
   * @param before what was answered from until now
   * @param changes of the registry and the rules since
   */
  public ServiceDestinations(
      ServiceRegistry registry,
      DestinationRules rules,
      MeshConfig mesh,
      @Nullable Destinations before,
      HostChanges changes) {
    this.hosts = registry.hosts();
    this.rules = rules;
    this.mesh = mesh;
    this.before = new WeakReference<>(before);
    this.changes = registry.withAliases(changes);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the same destinations mean the same answers
  public HostChanges changesSince(Destinations others) {
    if (others == this) {
      return HostChanges.NONE;
    }
    return before.refersTo(others) ? changes : HostChanges.ALL;
  }

  @Override
  public ResolvedDestination resolve(
      String namespace, String host, OptionalInt port, String subset, int serverPort) {
    String name = HostNames.qualify(host, namespace, mesh.domainSuffix());
    HostServices found = hosts.get(name);
    if (found == null) {
      return answer(name, port.orElse(serverPort), subset, Outcome.NO_SUCH_HOST, name);
    }
    BackendService meant = found.seenFrom(namespace);
    int number =
        port.orElse(meant.ports().size() == 1 ? meant.ports().getFirst().number() : serverPort);
    if (meant.resolution() == Resolution.ALIAS) {
      name = meant.alias();
      found = hosts.get(name);
      if (found == null || found.chosen().resolution() == Resolution.ALIAS) {
        String detail = name + ", the externalName of " + meant.owner();
        return answer(name, number, subset, Outcome.NO_SUCH_HOST, detail);
      }
    }
    return answer(found.chosen(), number, subset);
  }

  @Override
  public List<ResolvedDestination> byServerName(Collection<String> covering) {
    List<ResolvedDestination> found = new ArrayList<>();
    for (var entry : new TreeMap<>(hosts).entrySet()) {
      String host = entry.getKey();
      BackendService service = entry.getValue().chosen();
      // A server name cannot have a wildcard in its middle.
      if (service.isInMesh()
          && !HostPatterns.isWildcard(host)
          && covering.stream().anyMatch(pattern -> HostPatterns.covers(pattern, host))) {
        service.ports().stream()
            .filter(port -> port.protocol() != PortProtocol.UDP)
            .mapToInt(BackendPort::number)
            .distinct()
            .sorted()
            .forEach(port -> addByServerName(service, port, found));
      }
    }
    return found;
  }

  private void addByServerName(BackendService service, int port, List<ResolvedDestination> found) {
    EffectiveRule rule = rules.rule(service);
    Set<String> subsets = new TreeSet<>(Set.of(""));
    if (rule != null) {
      rule.subsetNames().forEach(subsets::add);
    }
    for (String subset : subsets) {
      ResolvedDestination plain = answer(service, port, subset);
      String name = new ClusterName(port, subset, service.hostname()).asServerName().toString();
      found.add(
          new ResolvedDestination(
              name, plain.outcome(), plain.detail(), plain.hashPolicies(), plain.streams()));
    }
  }

  private ResolvedDestination answer(BackendService service, int port, String subset) {
    String host = service.hostname();
    if (service.port(port).isEmpty()) {
      String ports =
          service.ports().stream()
              .filter(p -> p.protocol() != PortProtocol.UDP)
              .map(p -> String.valueOf(p.number()))
              .collect(Collectors.joining(", "));
      return answer(host, port, subset, Outcome.NO_SUCH_PORT, ports);
    }
    EffectiveRule rule = rules.rule(service);
    NamedSubset found = rule == null ? null : rule.subset(subset).orElse(null);
    if (found == null && !subset.isEmpty()) {
      return answer(host, port, subset, Outcome.NO_SUCH_SUBSET, subsets(rule));
    }
    ClusterName cluster = new ClusterName(port, subset, host);
    String pattern = mesh.upstreamDefaults().statName();
    EffectivePolicy policy = EffectivePolicy.of(rule, found, port).or(service);
    StreamLimits streams = StreamLimits.of(policy);
    return new ResolvedDestination(
        cluster.toString(),
        Outcome.FOUND,
        "",
        HashPolicies.of(policy.loadBalancer()),
        pattern.isEmpty()
            ? streams
            : streams.named(
                StatNames.of(pattern, cluster, service, service.port(port).orElseThrow())));
  }

  private static String subsets(@Nullable EffectiveRule rule) {
    return rule == null ? "" : String.join(", ", rule.subsetNames());
  }

  private static ResolvedDestination answer(
      String host, int port, String subset, Outcome outcome, String detail) {
    return new ResolvedDestination(new ClusterName(port, subset, host).toString(), outcome, detail);
  }
}
