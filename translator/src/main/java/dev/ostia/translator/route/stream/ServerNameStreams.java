package dev.ostia.translator.route.stream;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.resolve.HostPatterns;
import dev.ostia.translator.resolve.ResolvedDestination;
import dev.ostia.translator.resolve.ServerHost;
import dev.ostia.translator.route.rule.RuleScope.Surroundings;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The way through a server of mode {@code AUTO_PASSTHROUGH}: to the port and the subset of the
 * service that a sidecar of the mesh names in its server name, {@code
 * outbound_.443_.v1_.app.default.svc.cluster.local}. No VirtualService has a say in it.
 */
final class ServerNameStreams {

  private final BoundServer server;
  private final ServerNames names;
  private final Collection<Diagnostic> diagnostics;

  ServerNameStreams(BoundServer server, ServerNames names, Collection<Diagnostic> diagnostics) {
    this.server = server;
    this.names = names;
    this.diagnostics = diagnostics;
  }

  /**
   * The streams of the server.
   *
   * @param clusters gets those that they lead to
   */
  ImmutableList<StreamRoute> of(Surroundings surroundings, ImmutableSet.Builder<String> clusters) {
    ImmutableList.Builder<StreamRoute> found = ImmutableList.builder();
    List<String> hosts = server.hosts().stream().map(ServerHost::host).toList();
    for (ResolvedDestination destination : surroundings.destinations().byServerName(hosts)) {
      String name = HostPatterns.lower(destination.clusterName());
      Optional<String> taken = names.taken(List.of(name));
      if (taken.isPresent()) {
        diagnostics.add(taken(name));
      } else {
        names.take(List.of(name), server.gateway().key() + " (" + server.path("") + ")");
        clusters.add(destination.clusterName());
        found.add(
            new StreamRoute(
                server.gateway().key(),
                server.path(""),
                ImmutableList.of(name),
                TcpProxies.of(destination, surroundings.mesh())));
      }
    }
    ImmutableList<StreamRoute> all = found.build();
    if (all.isEmpty()) {
      diagnostics.add(nothing());
    }
    return all;
  }

  private Diagnostic taken(String name) {
    return Diagnostic.of(
        DiagnosticCode.NO_EFFECT,
        server.gateway(),
        server.path(""),
        "%s on port %d leads to %s, which comes first"
            .formatted(name, server.number(), names.owner(name)),
        "Give one of the two another port");
  }

  private Diagnostic nothing() {
    return Diagnostic.of(
        DiagnosticCode.NO_EFFECT,
        server.gateway(),
        server.path(".hosts"),
        "no service of the mesh that the gateway sees has one of these hosts, so the server is not"
            + " there",
        "Write hosts of services, such as *.local");
  }
}
