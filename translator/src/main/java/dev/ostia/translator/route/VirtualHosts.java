package dev.ostia.translator.route;

import com.google.common.collect.ImmutableList;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.resolve.HostPatterns;
import dev.ostia.translator.sorted.SortedArrayMap;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.config.route.v3.VirtualHost.TlsRequirementType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The virtual hosts of one route configuration. Takes changes host by host and makes anew only the
 * virtual hosts that a change touches. Hosts that are served alike share a virtual host.
 */
final class VirtualHosts {

  /**
   * What makes two hosts alike.
   *
   * @param alone the host itself where it has no routes, as such hosts stay by themselves
   */
  private record Likeness(
      ImmutableList<VirtualServiceRoutes> parts, boolean requireTls, String alone) {}

  private static final class Group {
    private final Likeness likeness;
    private final TreeSet<String> hosts = new TreeSet<>(HostPatterns.MOST_SPECIFIC_FIRST);
    private String name = "";

    Group(Likeness likeness) {
      this.likeness = likeness;
    }
  }

  private final Map<String, HostRoutes> hosts = new HashMap<>();
  private final Map<String, Group> groupOfHost = new HashMap<>();
  private final Map<Likeness, Group> groups = new HashMap<>();
  private SortedArrayMap<TracedVirtualHost> built = SortedArrayMap.empty();
  private Set<String> changedHosts = new HashSet<>();
  private final List<Change> changes = new ArrayList<>();
  private final @Nullable RetryPolicy retryPolicy;
  private final boolean attemptCount;
  private final boolean metadataOnRoutes;

  /**
   * No virtual hosts yet.
   *
   * @param retryPolicy what holds for routes that say nothing of retries
   * @param attemptCount whether backends are told which try a request is
   * @param metadataOnRoutes see {@link ConfigMetadata}
   */
  VirtualHosts(@Nullable RetryPolicy retryPolicy, boolean attemptCount, boolean metadataOnRoutes) {
    this.metadataOnRoutes = metadataOnRoutes;
    this.attemptCount = attemptCount;
    this.retryPolicy = retryPolicy;
  }

  /** Adds routes for a host. */
  void add(String host, Contribution contribution) {
    hosts.computeIfAbsent(host, h -> new HostRoutes()).add(contribution);
    changedHosts.add(host);
  }

  /** Removes what a VirtualService gave to a host. */
  void remove(String host, ObjectKey source) {
    HostRoutes routes = hosts.get(host);
    if (routes != null) {
      routes.remove(source);
      changedHosts.add(host);
    }
  }

  /** A virtual host as it was and as it is now; null where there is none. */
  record Change(@Nullable TracedVirtualHost before, @Nullable TracedVirtualHost now) {}

  /**
   * Takes the changes in.
   *
   * @return whether any virtual host is another one now
   */
  boolean update() {
    Set<Group> touched = new LinkedHashSet<>();
    for (String host : changedHosts) {
      regroup(host, touched);
    }
    changedHosts = new HashSet<>(); // Not cleared: it stays as large as it was.
    // Names may pass from one group to another, so all old ones go first.
    TreeMap<String, TracedVirtualHost> before = new TreeMap<>();
    for (Group group : touched) {
      TracedVirtualHost old = built.get(group.name);
      if (old != null) {
        before.put(group.name, old);
      }
    }
    TreeMap<String, TracedVirtualHost> now = new TreeMap<>();
    for (Group group : touched) {
      if (group.hosts.isEmpty()) {
        groups.remove(group.likeness, group);
      } else {
        TracedVirtualHost next = make(group);
        TracedVirtualHost old = before.get(group.name);
        now.put(group.name, old != null && old.equals(next) ? old : next);
      }
    }
    compare(before, now);
    built = changes.isEmpty() ? built : built.with(now, before.keySet());
    return !changes.isEmpty();
  }

  @SuppressWarnings("ReferenceEquality") // what is equal is the same instance here
  private void compare(Map<String, TracedVirtualHost> before, Map<String, TracedVirtualHost> now) {
    changes.clear();
    now.forEach(
        (name, next) -> {
          if (before.get(name) != next) {
            changes.add(new Change(before.get(name), next));
          }
        });
    before.forEach(
        (name, old) -> {
          if (!now.containsKey(name)) {
            changes.add(new Change(old, null));
          }
        });
  }

  /** What the last {@link #update} changed. */
  List<Change> changes() {
    return changes;
  }

  int size() {
    return built.size();
  }

  /** The virtual hosts by name. */
  List<TracedVirtualHost> all() {
    return built.values();
  }

  private void regroup(String host, Set<Group> touched) {
    Group old = groupOfHost.remove(host);
    if (old != null) {
      old.hosts.remove(host);
      touched.add(old);
    }
    HostRoutes routes = hosts.get(host);
    if (routes == null || routes.isEmpty()) {
      hosts.remove(host);
      return;
    }
    ImmutableList<VirtualServiceRoutes> parts = routes.parts();
    Likeness likeness = new Likeness(parts, routes.requireTls(), parts.isEmpty() ? host : "");
    Group group = groups.computeIfAbsent(likeness, Group::new);
    group.hosts.add(host);
    groupOfHost.put(host, group);
    touched.add(group);
  }

  private TracedVirtualHost make(Group group) {
    String first = group.hosts.first();
    HostRoutes primary = hosts.get(first);
    group.name = name(first, primary == null ? 0 : primary.port());
    VirtualHost.Builder virtualHost =
        VirtualHost.newBuilder()
            .setName(group.name)
            .addAllDomains(group.hosts)
            .setIncludeRequestAttemptCount(attemptCount);
    if (group.likeness.requireTls) {
      virtualHost.setRequireTls(TlsRequirementType.ALL);
    }
    if (retryPolicy != null) {
      virtualHost.setRetryPolicy(retryPolicy);
    }
    ImmutableList.Builder<RouteOrigin> origins = ImmutableList.builder();
    // Routes that leave nothing to others come last, whichever VirtualService they are of.
    for (boolean catchAll : new boolean[] {false, true}) {
      for (VirtualServiceRoutes part : group.likeness.parts) {
        for (SourcedRoute route : part.routes()) {
          if (route.catchAll() == catchAll) {
            virtualHost.addRoutes(route.route());
            origins.add(route.origin());
          }
        }
      }
    }
    ImmutableList<RouteOrigin> traced = origins.build();
    ConfigMetadata.apply(virtualHost, traced, metadataOnRoutes);
    return new TracedVirtualHost(virtualHost.build(), traced);
  }

  private static String name(String host, int port) {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
