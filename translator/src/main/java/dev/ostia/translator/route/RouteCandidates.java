package dev.ostia.translator.route;

import com.google.common.collect.ImmutableSet;
import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.resolve.BoundVirtualService;
import dev.ostia.translator.resolve.HostPatterns;
import dev.ostia.translator.resolve.ServerHost;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which route configurations a VirtualService may be in, by the Gateways and hosts that it names:
 * where each of ten thousand hosts has an HTTPS server of its own, each has one of its own.
 */
final class RouteCandidates {

  private static final class OfGateway {
    final Map<String, Set<RouteConfigurationTranslator>> byHost = new HashMap<>();
    final Set<RouteConfigurationTranslator> withWildcard = new LinkedHashSet<>();
    final Set<RouteConfigurationTranslator> all = new LinkedHashSet<>();
  }

  private final Map<String, OfGateway> gateways = new HashMap<>();

  RouteCandidates(Collection<RouteConfigurationTranslator> configurations) {
    for (RouteConfigurationTranslator configuration : configurations) {
      for (BoundServer server : configuration.servers().servers()) {
        add(
            gateways.computeIfAbsent(server.gatewayName(), g -> new OfGateway()),
            server,
            configuration);
      }
    }
  }

  private static void add(
      OfGateway gateway, BoundServer server, RouteConfigurationTranslator configuration) {
    gateway.all.add(configuration);
    for (ServerHost host : server.hosts()) {
      if (HostPatterns.isWildcard(host.host())) {
        gateway.withWildcard.add(configuration);
      } else {
        gateway.byHost.computeIfAbsent(host.host(), h -> new LinkedHashSet<>()).add(configuration);
      }
    }
  }

  /** All that have a host in common with the VirtualService, and perhaps some more. */
  ImmutableSet<RouteConfigurationTranslator> of(BoundVirtualService source) {
    ImmutableSet.Builder<RouteConfigurationTranslator> found = ImmutableSet.builder();
    for (String name : source.gateways()) {
      OfGateway gateway = gateways.get(name);
      if (gateway == null) {
        continue;
      }
      for (String host : source.hosts()) {
        if (HostPatterns.isWildcard(host)) {
          found.addAll(gateway.all);
        } else {
          found.addAll(gateway.withWildcard);
          found.addAll(gateway.byHost.getOrDefault(host, Set.of()));
        }
      }
    }
    return found.build();
  }
}
