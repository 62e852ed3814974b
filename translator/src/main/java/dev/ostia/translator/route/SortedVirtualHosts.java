package dev.ostia.translator.route;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Virtual hosts in the order of their names, in lists that never change: whoever has one keeps it.
 * The next list is made of pieces of the one before, which costs next to nothing per virtual host.
 */
final class SortedVirtualHosts {

  private SortedVirtualHosts() {}

  /** The virtual host of this name. */
  static Optional<TracedVirtualHost> find(List<TracedVirtualHost> hosts, String name) {
    int at = search(hosts, name);
    return at < 0 ? Optional.empty() : Optional.of(hosts.get(at));
  }

  /**
   * The list without the virtual hosts of some names, and with others.
   *
   * @param gone names, of which some may be among the new ones as well
   * @param fresh by name
   */
  static ImmutableList<TracedVirtualHost> replace(
      List<TracedVirtualHost> hosts,
      Set<String> gone,
      NavigableMap<String, TracedVirtualHost> fresh) {
    TreeSet<String> names = new TreeSet<>(gone);
    names.addAll(fresh.keySet());
    List<TracedVirtualHost> next = new ArrayList<>(hosts.size() + fresh.size());
    int taken = 0;
    for (String name : names) {
      int at = search(hosts, name);
      int place = at < 0 ? -at - 1 : at;
      next.addAll(hosts.subList(taken, place));
      TracedVirtualHost host = fresh.get(name);
      if (host != null) {
        next.add(host);
      }
      taken = at < 0 ? place : place + 1;
    }
    next.addAll(hosts.subList(taken, hosts.size()));
    return ImmutableList.copyOf(next);
  }

  private static int search(List<TracedVirtualHost> hosts, String name) {
    return Collections.binarySearch(
        Lists.transform(hosts, host -> host.virtualHost().getName()), name);
  }
}
