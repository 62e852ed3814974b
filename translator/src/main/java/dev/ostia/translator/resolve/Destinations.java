package dev.ostia.translator.resolve;

import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/** What destinations mean for one proxy in one view. */
@FunctionalInterface
public interface Destinations {

  /**
   * Looks a destination up.
   *
   * @param namespace of the object that names it; a short host is looked for there
   * @param host {@code destination.host} as written
   * @param port {@code destination.port.number}; without one the service's only port counts, else
   *     the server's
   * @param subset {@code destination.subset}; empty for none
   * @param serverPort the port number of the Gateway's server
   */
  ResolvedDestination resolve(
      String namespace, String host, OptionalInt port, String subset, int serverPort);

  /**
   * The clusters that TLS clients may name themselves: every port of the services of the mesh, as a
   * whole and by subset, in the order of their names.
   *
   * @param hosts those of the services, perhaps with wildcards
   */
  default List<ResolvedDestination> byServerName(Collection<String> hosts) {
    return List.of();
  }

  /**
   * For which hosts, by their full names, this may answer otherwise than others.
   *
   * @param others any; of those that this was made after, little has changed
   */
  default HostChanges changesSince(Destinations others) {
    return HostChanges.ALL;
  }
}
