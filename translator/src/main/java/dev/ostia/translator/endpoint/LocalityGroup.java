package dev.ostia.translator.endpoint;

import dev.ostia.translator.config.Proxy.Locality;
import java.util.List;

/**
 * Endpoints that share a place and a rank.
 *
 * @param priority 0 is used first
 * @param weight the share among the groups of one priority
 */
record LocalityGroup(Locality locality, List<Endpoint> endpoints, int priority, long weight) {

  /** A group of the highest priority; it weighs what its endpoints do. */
  static LocalityGroup of(Locality locality, List<Endpoint> endpoints) {
    return new LocalityGroup(locality, List.copyOf(endpoints), 0, weigh(endpoints));
  }

  LocalityGroup withPriority(int other) {
    return new LocalityGroup(locality, endpoints, other, weight);
  }

  LocalityGroup withWeight(long other) {
    return new LocalityGroup(locality, endpoints, priority, other);
  }

  /** Some of the endpoints. */
  LocalityGroup only(List<Endpoint> some) {
    return new LocalityGroup(locality, List.copyOf(some), priority, weigh(some));
  }

  private static long weigh(List<Endpoint> endpoints) {
    return endpoints.stream().mapToLong(Endpoint::weight).sum();
  }
}
