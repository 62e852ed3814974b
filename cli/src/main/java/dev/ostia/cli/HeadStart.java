package dev.ostia.cli;

import io.envoyproxy.envoy.admin.v3.ClustersConfigDump;
import io.envoyproxy.envoy.admin.v3.RoutesConfigDump;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import java.util.List;
import java.util.Set;

/**
 * Begins, on another thread, with what most of the time of a short command goes to: protobuf makes
 * the descriptors of Envoy's API from their serialized form. The command's own thread needs a while
 * until it asks for them.
 */
final class HeadStart {

  /** Those that read or make configuration of Envoy. */
  private static final Set<String> COMMANDS =
      Set.of(
          "proxy-config", "pc", "translate", "explain", "test", "diff", "analyze", "graph", "get");

  private HeadStart() {}

  /** Begins if these arguments name such a command and do not ask for help. */
  static void of(String... args) {
    if (args.length > 1
        && COMMANDS.contains(args[0])
        && List.of(args).stream().noneMatch(word -> word.equals("-h") || word.equals("--help"))) {
      Thread.ofPlatform().daemon().name("ostia-head-start").start(HeadStart::descriptors);
    }
  }

  private static void descriptors() {
    var _ = RoutesConfigDump.getDescriptor();
    var _ = RouteConfiguration.getDescriptor();
    var _ = ClustersConfigDump.getDescriptor();
    var _ = Cluster.getDescriptor();
    var _ = Listener.getDescriptor();
    var _ = HttpConnectionManager.getDescriptor();
  }
}
