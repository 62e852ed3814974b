package dev.ostia.translator.resolve;

import io.envoyproxy.envoy.config.route.v3.RouteAction.HashPolicy;
import java.util.List;

/**
 * What a {@code Destination} of a VirtualService means for one proxy. Equal values mean the same
 * outcome, so a memoized result that asked for it is still right if asking again gives an equal
 * value.
 *
 * @param clusterName Envoy's cluster, {@code outbound|port|subset|host}; also for a destination
 *     that does not exist, as in Istio: Envoy then answers 503 for it
 * @param outcome whether the cluster exists, and if not, what is missing
 * @param detail for a destination that does not exist, what a message needs: the ports or subsets
 *     that there are, or the name that was looked for; else empty
 * @param hashPolicies what a route to it has to hash, if its DestinationRule asks for a consistent
 *     hash; Envoy has this on the route
 * @param streams the limits of connections that are passed on to it whole
 */
public record ResolvedDestination(
    String clusterName,
    Outcome outcome,
    String detail,
    List<HashPolicy> hashPolicies,
    StreamLimits streams) {

  /** A destination without a consistent hash or limits. */
  public ResolvedDestination(String clusterName, Outcome outcome, String detail) {
    this(clusterName, outcome, detail, List.of(), StreamLimits.NONE);
  }

  /** Whether a destination exists. */
  public enum Outcome {
    FOUND,
    /** No Service or ServiceEntry of this host is visible to the proxy. */
    NO_SUCH_HOST,
    /** The host has no such port, or several and none was named. */
    NO_SUCH_PORT,
    /** No DestinationRule for the host has this subset. */
    NO_SUCH_SUBSET
  }
}
