package dev.ostia.translator.resolve;

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
 */
public record ResolvedDestination(String clusterName, Outcome outcome, String detail) {

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
