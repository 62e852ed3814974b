package dev.ostia.translator.simulate;

import dev.ostia.translator.simulate.Step.Stage;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.Locale;
import java.util.Optional;

/**
 * Which filter chain of a listener a connection gets: the one with the most specific server name,
 * then one without; of that the protocols that the client offers have to fit; else the default
 * chain. Other criteria are not looked at: Istio sets none.
 */
final class FilterChainMatcher {

  private static final int NO_MATCH = -1;
  private static final int ANY_NAME = 0;

  Optional<FilterChain> select(Listener listener, Request request, Trace trace) {
    String sni = request.tls() ? request.sni().toLowerCase(Locale.ROOT) : "";
    FilterChain best = null;
    int bestRank = NO_MATCH;
    for (FilterChain chain : listener.getFilterChainsList()) {
      int rank = rank(chain.getFilterChainMatch(), sni, request.tls());
      if (rank == NO_MATCH) {
        trace.passedOver(Stage.FILTER_CHAIN, name(chain), reason(chain, sni));
      }
      if (rank > bestRank) {
        best = chain;
        bestRank = rank;
      }
    }
    if (best != null && !offers(request, best)) {
      trace.passedOver(
          Stage.FILTER_CHAIN,
          name(best),
          "the client offers none of the protocols "
              + best.getFilterChainMatch().getApplicationProtocolsList());
      best = null;
    }
    if (best == null && listener.hasDefaultFilterChain()) {
      best = listener.getDefaultFilterChain();
    }
    if (best == null) {
      return Optional.empty();
    }
    trace.took(
        Stage.FILTER_CHAIN,
        name(best),
        bestRank > ANY_NAME ? "its server names have " + sni : "it takes any server name");
    return Optional.of(best);
  }

  /** Envoy looks at the protocols last, and goes back to no other server name. */
  private static boolean offers(Request request, FilterChain chain) {
    var protocols = chain.getFilterChainMatch().getApplicationProtocolsList();
    return protocols.isEmpty() || protocols.stream().anyMatch(request.alpn()::contains);
  }

  /** How specific the match is: the length of the server name, exact before wildcard. */
  private static int rank(FilterChainMatch match, String sni, boolean tls) {
    String transport = match.getTransportProtocol();
    if (!transport.isEmpty() && !transport.equals(tls ? "tls" : "raw_buffer")) {
      return NO_MATCH;
    }
    if (match.getServerNamesList().isEmpty()) {
      return ANY_NAME;
    }
    int best = NO_MATCH;
    for (String name : match.getServerNamesList()) {
      if (name.equals(sni)) {
        best = Integer.MAX_VALUE;
      } else if (name.startsWith("*.") && sni.endsWith(name.substring(1))) {
        best = Math.max(best, name.length());
      }
    }
    return best;
  }

  private static String reason(FilterChain chain, String sni) {
    return sni.isEmpty()
        ? "the connection gives no server name"
        : "none of " + chain.getFilterChainMatch().getServerNamesList() + " is " + sni;
  }

  private static String name(FilterChain chain) {
    if (!chain.getName().isEmpty()) {
      return chain.getName();
    }
    var names = chain.getFilterChainMatch().getServerNamesList();
    return names.isEmpty() ? "(any server name)" : String.join(", ", names);
  }
}
