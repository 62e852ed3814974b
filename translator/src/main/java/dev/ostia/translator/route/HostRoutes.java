package dev.ostia.translator.route;

import com.google.common.collect.ImmutableList;
import dev.ostia.translator.config.ObjectKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Everything that servers and VirtualServices give to one host, in order. */
final class HostRoutes {

  private final List<Contribution> contributions = new ArrayList<>(1);

  void add(Contribution contribution) {
    int index = Collections.binarySearch(contributions, contribution, Contribution.ORDER);
    contributions.add(index < 0 ? -index - 1 : index, contribution);
  }

  void remove(ObjectKey source) {
    contributions.removeIf(
        present -> present.source() != null && present.source().object().key().equals(source));
  }

  boolean isEmpty() {
    return contributions.isEmpty();
  }

  /** The port that the virtual host is named after. */
  int port() {
    return contributions.getFirst().server().number();
  }

  /** Whether plain HTTP is redirected: if one server asks for it, it holds for the host. */
  boolean requireTls() {
    return contributions.stream().anyMatch(c -> c.server().httpsRedirect());
  }

  /** The parts that the virtual host is made of, each once. */
  ImmutableList<VirtualServiceRoutes> parts() {
    List<VirtualServiceRoutes> parts = new ArrayList<>(contributions.size());
    VirtualServiceRoutes last = null;
    for (Contribution contribution : contributions) {
      VirtualServiceRoutes routes = contribution.routes();
      if (routes != null && routes != last && !isRepeated(contribution, parts)) {
        parts.add(routes);
        last = routes;
      }
    }
    return ImmutableList.copyOf(parts);
  }

  /** A VirtualService comes a second time only through a server of higher rank. */
  private boolean isRepeated(Contribution contribution, List<VirtualServiceRoutes> parts) {
    return contribution.rank() > contributions.getFirst().rank()
        && parts.contains(contribution.routes());
  }
}
