package dev.ostia.translator.route;

import com.google.common.collect.ImmutableSet;
import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.resolve.BoundVirtualService;
import dev.ostia.translator.resolve.HostPatterns;
import dev.ostia.translator.resolve.ServerKind;
import dev.ostia.translator.route.rule.RouteContext;
import java.util.ArrayList;
import java.util.List;

/** For which servers of a route configuration the routes of a VirtualService are made. */
final class RouteContexts {

  private final List<BoundServer> servers;
  private final List<List<String>> hosts;

  private RouteContexts(List<BoundServer> servers, List<List<String>> hosts) {
    this.servers = servers;
    this.hosts = hosts;
  }

  static RouteContexts of(List<BoundServer> servers, BoundVirtualService source) {
    List<List<String>> hosts = new ArrayList<>(servers.size());
    servers.forEach(server -> hosts.add(commonHosts(server, source)));
    return new RouteContexts(servers, hosts);
  }

  private static List<String> commonHosts(BoundServer server, BoundVirtualService source) {
    return source.gateways().contains(server.gatewayName())
        ? HostPatterns.intersection(
            server.hostsFor(source.object().key().namespace()), source.hosts())
        : List.of();
  }

  /** The hosts that the server of this rank and the VirtualService have in common. */
  List<String> hosts(int rank) {
    return hosts.get(rank);
  }

  /** What the routes of a host are made for: the first server of the Gateway that has the host. */
  RouteContext of(int rank, String host) {
    BoundServer own = servers.get(rank);
    if (servers.size() == 1) {
      return new RouteContext(own.gatewayName(), own.number(), isHttps(own));
    }
    ImmutableSet.Builder<Integer> ofGateway = ImmutableSet.builder();
    ImmutableSet.Builder<Integer> ofAll = ImmutableSet.builder();
    BoundServer first = null;
    for (int i = 0; i < servers.size(); i++) {
      BoundServer server = servers.get(i);
      if (hosts.get(i).stream().anyMatch(other -> HostPatterns.covers(other, host))) {
        ofAll.add(server.number());
        if (server.gatewayName().equals(own.gatewayName())) {
          ofGateway.add(server.number());
          first = first == null ? server : first;
        }
      }
    }
    BoundServer speaker = first == null ? own : first;
    return new RouteContext(
        own.gatewayName(),
        speaker.number(),
        isHttps(speaker),
        ofGateway.build(),
        ofAll.build().size() > 1);
  }

  private static boolean isHttps(BoundServer server) {
    return server.kind() == ServerKind.HTTPS;
  }
}
