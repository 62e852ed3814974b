package dev.ostia.translator.telemetry;

import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.provider.Collector;
import dev.ostia.translator.resolve.ClusterName;
import dev.ostia.translator.resolve.Destinations;
import dev.ostia.translator.resolve.ResolvedDestination;
import dev.ostia.translator.resolve.ResolvedDestination.Outcome;
import dev.ostia.translator.telemetry.accesslog.CollectorCluster;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Finds the clusters that providers send to, and remembers which are used. */
final class Collectors {

  /** A service that is not there. */
  static final class MissingServiceException extends Exception {
    private static final long serialVersionUID = 1L;

    MissingServiceException(String message) {
      super(message, null, false, false);
    }
  }

  private final Destinations destinations;
  private final MeshConfig mesh;
  private final Set<String> clusters = new TreeSet<>();

  Collectors(Destinations destinations, MeshConfig mesh) {
    this.destinations = destinations;
    this.mesh = mesh;
  }

  /** The clusters that were asked for and exist. */
  Set<String> clusters() {
    return clusters;
  }

  /**
   * The cluster of a service.
   *
   * @throws MissingServiceException with what to say to the user if there is none
   */
  CollectorCluster find(Collector collector) throws MissingServiceException {
    int slash = collector.service().indexOf('/');
    String namespace = slash < 0 ? mesh.rootNamespace() : collector.service().substring(0, slash);
    String host = collector.service().substring(slash + 1);
    ResolvedDestination found =
        destinations.resolve(
            namespace, host, OptionalInt.of(collector.port()), "", collector.port());
    if (found.outcome() != Outcome.FOUND) {
      throw new MissingServiceException(
          found.outcome() == Outcome.NO_SUCH_HOST
              ? "there is no Service or ServiceEntry " + found.detail()
              : "%s has no port %d, only %s".formatted(host, collector.port(), found.detail()));
    }
    clusters.add(found.clusterName());
    return new CollectorCluster(found.clusterName(), ClusterName.parse(found.clusterName()).host());
  }
}
