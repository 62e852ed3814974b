package dev.ostia.translator.route;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Virtual hosts in the order of their names. Never changes: whoever has the list keeps it. The next
 * one is made of pieces of the one before, in one copy of their references.
 */
final class SortedVirtualHosts {

  static final SortedVirtualHosts NONE = new SortedVirtualHosts(new TracedVirtualHost[0]);

  private final TracedVirtualHost[] hosts;

  private SortedVirtualHosts(TracedVirtualHost[] hosts) {
    this.hosts = hosts;
  }

  int size() {
    return hosts.length;
  }

  /** The virtual hosts by name. */
  List<TracedVirtualHost> all() {
    return Collections.unmodifiableList(Arrays.asList(hosts));
  }

  /** The virtual host of this name. */
  Optional<TracedVirtualHost> find(String name) {
    int at = search(name);
    return at < 0 ? Optional.empty() : Optional.of(hosts[at]);
  }

  /**
   * The virtual hosts without those of some names, and with others.
   *
   * @param gone names that are here, of which some may be among the new ones as well
   * @param fresh by name
   */
  SortedVirtualHosts replace(Set<String> gone, NavigableMap<String, TracedVirtualHost> fresh) {
    TreeSet<String> names = new TreeSet<>(gone);
    names.addAll(fresh.keySet());
    long replaced = names.stream().filter(name -> search(name) >= 0).count();
    TracedVirtualHost[] next = new TracedVirtualHost[hosts.length - (int) replaced + fresh.size()];
    int taken = 0;
    int size = 0;
    for (String name : names) {
      int at = search(name);
      int place = at < 0 ? -at - 1 : at;
      System.arraycopy(hosts, taken, next, size, place - taken);
      size += place - taken;
      TracedVirtualHost host = fresh.get(name);
      if (host != null) {
        next[size++] = host;
      }
      taken = at < 0 ? place : place + 1;
    }
    System.arraycopy(hosts, taken, next, size, hosts.length - taken);
    return new SortedVirtualHosts(next);
  }

  private int search(String name) {
    int low = 0;
    int high = hosts.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = hosts[middle].virtualHost().getName().compareTo(name);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }
}
