package dev.ostia.translator.route;

import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.resolve.BoundVirtualService;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What one server and one VirtualService together give to a host.
 *
 * @param rank of the server among those of the route configuration
 * @param source the VirtualService; null for a server that redirects a host whether or not there is
 *     one
 * @param routes null if there is no source
 */
record Contribution(
    int rank,
    BoundServer server,
    @Nullable BoundVirtualService source,
    @Nullable VirtualServiceRoutes routes) {

  /** Servers in their order; for each the VirtualServices in theirs, and last the bare server. */
  static final Comparator<Contribution> ORDER =
      Comparator.comparingInt(Contribution::rank)
          .thenComparing(Contribution::source, Comparator.nullsLast(BoundVirtualService.ORDER));
}
