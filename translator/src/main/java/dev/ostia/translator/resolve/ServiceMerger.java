package dev.ostia.translator.resolve;

import dev.ostia.translator.config.ConfigObject;
import io.fabric8.istio.api.networking.v1.ServiceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides between services of the same host name, given in Istio's order: the first wins, a
 * Kubernetes Service wins over any ServiceEntry, and the ports of ServiceEntries that are alike in
 * all else are put together.
 */
final class ServiceMerger {

  private @Nullable BackendService winner;

  void add(BackendService candidate) {
    if (winner == null) {
      winner = candidate;
    } else if (winner.isKubernetes()) {
      // Nothing beats it, and nothing is added to it.
      return;
    } else if (candidate.isKubernetes()) {
      winner = candidate;
    } else if (alike(winner, candidate)) {
      winner = winner.with(winner.sources(), ports(winner, candidate));
    }
  }

  /** The winner, with every service of its namespace as a source of endpoints. */
  BackendService united(List<BackendService> all) {
    BackendService best = Objects.requireNonNull(winner);
    List<ConfigObject<?>> sources = new ArrayList<>();
    sources.add(best.owner());
    for (BackendService service : all) {
      if (service.namespace().equals(best.namespace()) && !service.owner().equals(best.owner())) {
        sources.add(service.owner());
      }
    }
    return best.with(sources, best.ports());
  }

  private static List<BackendPort> ports(BackendService first, BackendService second) {
    List<BackendPort> ports = new ArrayList<>(first.ports());
    for (BackendPort port : second.ports()) {
      if (ports.stream().noneMatch(p -> p.number() == port.number())) {
        ports.add(port);
      }
    }
    return ports;
  }

  private static boolean alike(BackendService first, BackendService second) {
    return first.namespace().equals(second.namespace())
        && first.resolution() == second.resolution()
        && first.exportTo().equals(second.exportTo())
        && first.owner().labels().equals(second.owner().labels())
        && selector(first).equals(selector(second));
  }

  private static Map<String, String> selector(BackendService service) {
    return service.owner().resource() instanceof ServiceEntry entry
            && entry.getSpec().getWorkloadSelector() != null
            && entry.getSpec().getWorkloadSelector().getLabels() != null
        ? entry.getSpec().getWorkloadSelector().getLabels()
        : Map.of();
  }
}
