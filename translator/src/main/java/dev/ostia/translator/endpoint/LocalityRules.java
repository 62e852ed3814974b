package dev.ostia.translator.endpoint;

import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.config.Proxy.Locality;
import io.fabric8.istio.api.api.networking.v1alpha3.LocalityLoadBalancerSetting;
import io.fabric8.istio.api.api.networking.v1alpha3.LocalityLoadBalancerSettingDistribute;
import io.fabric8.istio.api.api.networking.v1alpha3.LocalityLoadBalancerSettingFailover;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code localityLbSetting}: which endpoints are used first, seen from where the proxy runs. Either
 * shares per locality ({@code distribute}), or an order of preference; the order needs outlier
 * detection, since Envoy leaves a priority only when its endpoints are known to fail.
 *
 * @param setting null for Istio's default: the nearest first
 * @param failover whether the order of preference counts
 */
public record LocalityRules(
    Proxy proxy, @Nullable LocalityLoadBalancerSetting setting, boolean failover) {

  private static final String REGION = "topology.kubernetes.io/region";
  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final String SUBZONE = "topology.istio.io/subzone";

  /** How many ranks of nearness there are. */
  private static final int RANKS = 5;

  /** Applies the rules to groups that all have the highest priority. */
  List<LocalityGroup> apply(List<LocalityGroup> groups) {
    List<LocalityLoadBalancerSettingDistribute> shares =
        setting == null || setting.getDistribute() == null ? List.of() : setting.getDistribute();
    if (!shares.isEmpty()) {
      return distribute(groups, shares);
    }
    if (!failover) {
      return groups;
    }
    List<String> labels =
        setting == null || setting.getFailoverPriority() == null
            ? List.of()
            : setting.getFailoverPriority();
    List<LocalityLoadBalancerSettingFailover> regions =
        setting == null || setting.getFailover() == null ? List.of() : setting.getFailover();
    if (labels.isEmpty()) {
      return compact(byNearness(groups, regions));
    }
    List<LocalityGroup> ranked = compact(byLabels(groups, labels));
    return regions.isEmpty() ? ranked : compact(byNearness(ranked, regions));
  }

  private List<LocalityGroup> distribute(
      List<LocalityGroup> groups, List<LocalityLoadBalancerSettingDistribute> shares) {
    for (LocalityLoadBalancerSettingDistribute share : shares) {
      if (share != null && covers(share.getFrom(), proxy.locality()) && share.getTo() != null) {
        return distribute(groups, share.getTo());
      }
    }
    return groups;
  }

  /** The groups that get a share; a share for several groups is split by their weights. */
  private static List<LocalityGroup> distribute(
      List<LocalityGroup> groups, Map<String, Long> shares) {
    List<LocalityGroup> result = new ArrayList<>();
    TreeMap<String, Long> sorted = new TreeMap<>(shares);
    for (LocalityGroup group : groups) {
      String pattern = first(sorted, group);
      if (pattern == null) {
        continue;
      }
      Long share = sorted.get(pattern);
      if (share != null && share > 0) {
        long total =
            groups.stream()
                .filter(other -> Objects.equals(pattern, first(sorted, other)))
                .mapToLong(LocalityGroup::weight)
                .sum();
        result.add(group.withWeight(Math.ceilDiv(group.weight() * share, total)));
      }
    }
    return result;
  }

  private static @Nullable String first(TreeMap<String, Long> shares, LocalityGroup group) {
    for (String pattern : shares.keySet()) {
      if (covers(pattern, group.locality())) {
        return pattern;
      }
    }
    return null;
  }

  /** Whether {@code region/zone/subzone}, where {@code *} and what is missing mean any, covers. */
  private static boolean covers(@Nullable String pattern, Locality locality) {
    Locality wanted = Locality.parse(pattern == null ? "" : pattern);
    boolean region = wanted.region().equals("*") || wanted.region().equals(locality.region());
    return region
        && any(wanted.zone(), locality.zone())
        && any(wanted.subzone(), locality.subzone());
  }

  private static boolean any(String wanted, String actual) {
    return wanted.isEmpty() || wanted.equals("*") || wanted.equals(actual);
  }

  private List<LocalityGroup> byNearness(
      List<LocalityGroup> groups, List<LocalityLoadBalancerSettingFailover> regions) {
    return groups.stream()
        .map(group -> group.withPriority(group.priority() * RANKS + rank(group, regions)))
        .toList();
  }

  private int rank(LocalityGroup group, List<LocalityLoadBalancerSettingFailover> regions) {
    Locality own = proxy.locality();
    Locality other = group.locality();
    if (own.region().equals(other.region())) {
      boolean zone = own.zone().equals(other.zone());
      return !zone ? 2 : own.subzone().equals(other.subzone()) ? 0 : 1;
    }
    for (LocalityLoadBalancerSettingFailover failoverTo : regions) {
      if (failoverTo != null && own.region().equals(failoverTo.getFrom())) {
        return other.region().equals(failoverTo.getTo()) ? 3 : 4;
      }
    }
    return 3;
  }

  private List<LocalityGroup> byLabels(List<LocalityGroup> groups, List<String> labels) {
    Map<String, String> own = withPlace(proxy.labels(), proxy.locality());
    List<LocalityGroup> ranked = new ArrayList<>();
    for (LocalityGroup group : groups) {
      Map<Integer, List<Endpoint>> byRank = new TreeMap<>();
      for (Endpoint endpoint : group.endpoints()) {
        Map<String, String> its = withPlace(endpoint.labels(), endpoint.locality());
        byRank.computeIfAbsent(rank(labels, own, its), r -> new ArrayList<>()).add(endpoint);
      }
      byRank.forEach((rank, some) -> ranked.add(group.only(some).withPriority(rank)));
    }
    return ranked;
  }

  /** How many labels, counted from the end of the list, come after the last that agrees. */
  private static int rank(
      List<String> labels, Map<String, String> own, Map<String, String> endpoint) {
    for (int i = 0; i < labels.size(); i++) {
      String[] pair = labels.get(i).split("=", 2);
      String wanted = pair.length > 1 ? pair[1] : own.getOrDefault(pair[0], "");
      if (!wanted.equals(endpoint.getOrDefault(pair[0], ""))) {
        return labels.size() - i;
      }
    }
    return 0;
  }

  private static Map<String, String> withPlace(Map<String, String> labels, Locality locality) {
    Map<String, String> all = new HashMap<>(labels);
    all.put(REGION, locality.region());
    all.put(ZONE, locality.zone());
    all.put(SUBZONE, locality.subzone());
    return all;
  }

  /** The same order with priorities 0, 1, 2 and so on, as Envoy wants them. */
  private static List<LocalityGroup> compact(List<LocalityGroup> groups) {
    TreeSet<Integer> used = new TreeSet<>();
    groups.forEach(group -> used.add(group.priority()));
    return groups.stream()
        .map(group -> group.withPriority(used.headSet(group.priority()).size()))
        .toList();
  }
}
