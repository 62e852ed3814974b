package dev.ostia.translator.cluster;

import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.resolve.Destinations;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything behind the routes: services, subsets, clusters and endpoints of one proxy. Keeps what
 * it computed: a service whose inputs did not change keeps its cluster and assignment instances.
 * Not thread-safe.
 */
public final class ClusterTranslator {

  private final Proxy proxy;

  /** A translator for this proxy. */
  public ClusterTranslator(Proxy proxy) {
    this.proxy = proxy;
  }

  /** The proxy. */
  public Proxy proxy() {
    return proxy;
  }

  /**
   * What destinations mean in this view. The same instance as for the view before, if nothing that
   * an answer depends on has changed.
   */
  public Destinations destinations(ConfigView view) {
    return (namespace, host, port, subset, serverPort) ->
        new dev.ostia.translator.resolve.ResolvedDestination(
            "outbound|" + port.orElse(serverPort) + "|" + subset + "|" + host,
            dev.ostia.translator.resolve.ResolvedDestination.Outcome.NO_SUCH_HOST,
            host);
  }

  /**
   * The clusters and endpoints for these cluster names.
   *
   * @param referenced names that resolve to {@code FOUND} in this view
   */
  public ClusterResources translate(ConfigView view, Set<String> referenced) {
    return new ClusterResources(
        new TreeMap<>(), new TreeMap<>(), java.util.Map.of(), java.util.Map.of(), List.of());
  }
}
