package dev.ostia.controlplane.report;

import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.controlplane.group.ResourceDiff;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts into words how two translations of one proxy differ. */
final class TranslationDiff {

  private final GroupUpdate update;
  private final Translation before;
  private final Translation after;
  private final List<String> parts = new ArrayList<>();
  private final Set<String> awaited = new LinkedHashSet<>();

  private TranslationDiff(GroupUpdate update) {
    this.update = update;
    this.before = update.before();
    this.after = update.after();
  }

  /** The effect of going from one to the other. */
  static Effect of(GroupUpdate update) {
    TranslationDiff diff = new TranslationDiff(update);
    diff.listeners();
    diff.routes();
    diff.clusters();
    diff.endpoints();
    diff.secrets();
    return new Effect(List.copyOf(diff.parts), Set.copyOf(diff.awaited));
  }

  private void listeners() {
    ResourceDiff diff = update.diff(ResourceType.LISTENER);
    say("listener", diff, true);
    if (!diff.isEmpty()) {
      awaited.add(ResourceType.LISTENER.typeUrl());
    }
  }

  private void clusters() {
    ResourceDiff diff = update.diff(ResourceType.CLUSTER);
    say("cluster", diff, false);
    await(ResourceType.CLUSTER, diff);
  }

  /** The endpoints of a cluster that comes or goes are no news of their own. */
  private void endpoints() {
    ResourceDiff diff = update.diff(ResourceType.ENDPOINT);
    int updated = diff.updated().size();
    if (updated == 1) {
      parts.add("endpoints of " + diff.updated().getFirst() + " updated");
    } else if (updated > 1) {
      parts.add("endpoints of " + updated + " clusters updated");
    }
    await(ResourceType.ENDPOINT, diff);
  }

  private void secrets() {
    ResourceDiff diff = update.diff(ResourceType.SECRET);
    say("secret", diff, false);
    await(ResourceType.SECRET, diff);
  }

  private void routes() {
    ResourceDiff diff = update.diff(ResourceType.ROUTE);
    ShardDiff shards = ShardDiff.of(diff, before, after);
    for (String name : shards.without(diff.added())) {
      int hosts = virtualHosts(after, name).size();
      parts.add("route configuration " + name + " added with " + count(hosts, "virtual host"));
    }
    for (String name : shards.without(diff.updated())) {
      virtualHostsOf(name);
    }
    for (String name : shards.without(diff.removed())) {
      parts.add("route configuration " + name + " removed");
    }
    shards
        .changes()
        .forEach(
            (name, change) -> {
              countHosts(change.hosts(), name);
              if (change.added() + change.removed() > 0) {
                say(
                    "routes of %s dealt out anew: %s in the place of %d"
                        .formatted(name, count(change.added(), "shard"), change.removed()));
              }
            });
    await(ResourceType.ROUTE, diff);
  }

  private void virtualHostsOf(String routes) {
    ResourceDiff hosts = ResourceDiff.of(virtualHosts(before, routes), virtualHosts(after, routes));
    if (hosts.isEmpty()) {
      parts.add("route configuration " + routes + " updated");
    }
    countHosts(hosts, routes);
  }

  private void countHosts(ResourceDiff hosts, String routes) {
    countHosts(hosts.added().size(), "added to", routes);
    countHosts(hosts.updated().size(), "updated in", routes);
    countHosts(hosts.removed().size(), "removed from", routes);
  }

  private void countHosts(int number, String what, String routes) {
    if (number > 0) {
      say(count(number, "virtual host") + " " + what + " " + routes);
    }
  }

  /** Once, as a port that has come to be sharded has its routes twice. */
  private void say(String part) {
    if (!parts.contains(part)) {
      parts.add(part);
    }
  }

  private static Map<String, VirtualHost> virtualHosts(Translation translation, String routes) {
    Map<String, VirtualHost> hosts = new LinkedHashMap<>();
    if (translation.resources(ResourceType.ROUTE).get(routes) instanceof RouteConfiguration found) {
      found.getVirtualHostsList().forEach(host -> hosts.put(host.getName(), host));
    }
    return hosts;
  }

  private void say(String noun, ResourceDiff diff, boolean byName) {
    sayOne(noun, diff.added(), "added", byName);
    sayOne(noun, diff.updated(), "updated", byName);
    sayOne(noun, diff.removed(), "removed", byName);
  }

  private void sayOne(String noun, List<String> names, String verb, boolean byName) {
    if (names.size() == 1 && byName) {
      parts.add(noun + " " + names.getFirst() + " " + verb);
    } else if (!names.isEmpty()) {
      parts.add(count(names.size(), noun) + " " + verb);
    }
  }

  private void await(ResourceType type, ResourceDiff diff) {
    if (diff.brings()) {
      awaited.add(type.typeUrl());
    }
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
