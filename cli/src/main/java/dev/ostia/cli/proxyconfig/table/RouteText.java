package dev.ostia.cli.proxyconfig.table;

import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How istioctl writes what a route matches and which hosts it is for. */
final class RouteText {

  private static final int MOST_DOMAINS = 2;
  private static final int COLONS_OF_HOST_AND_PORT = 2;

  private RouteText() {}

  /** The path that is matched; headers, methods and query parameters are left out. */
  static String path(RouteMatch match) {
    List<String> conditions = new ArrayList<>();
    if (!match.getPrefix().isEmpty()) {
      conditions.add(match.getPrefix() + "*");
    }
    if (!match.getPathSeparatedPrefix().isEmpty()) {
      conditions.add("PathPrefix:" + match.getPathSeparatedPrefix());
    }
    if (!match.getPath().isEmpty()) {
      conditions.add(match.getPath());
    }
    if (match.hasSafeRegex()) {
      conditions.add("regex " + match.getSafeRegex().getRegex());
    }
    return String.join(" ", conditions);
  }

  /** The domains of a virtual host without those that only repeat another one; two at most. */
  static String domains(List<String> domains) {
    if (domains.size() < MOST_DOMAINS) {
      return String.join("", domains);
    }
    List<String> shown = withoutRepetition(withoutPorts(domains));
    if (shown.size() <= MOST_DOMAINS) {
      return String.join(", ", shown);
    }
    return String.join(", ", shown.subList(0, MOST_DOMAINS))
        + " + "
        + (shown.size() - MOST_DOMAINS)
        + " more...";
  }

  /** With a port only an IPv6 address in brackets has a colon that is no port's. */
  private static List<String> withoutPorts(List<String> domains) {
    List<String> kept = new ArrayList<>();
    for (String domain : domains) {
      long colons = domain.chars().filter(c -> c == ':').count();
      if (colons == 0 || (colons > COLONS_OF_HOST_AND_PORT && domain.endsWith("]"))) {
        kept.add(domain);
      }
    }
    return kept;
  }

  /** Of a service's names the shortest of the forms with and without {@code .svc} remains. */
  private static List<String> withoutRepetition(List<String> domains) {
    Set<String> all = new HashSet<>(domains);
    return domains.stream()
        .filter(domain -> !isLongFormOf(all, domain, ".svc.cluster.local"))
        .filter(domain -> !isLongFormOf(all, domain, ".svc"))
        .toList();
  }

  private static boolean isLongFormOf(Set<String> all, String domain, String suffix) {
    return domain.endsWith(suffix)
        && all.contains(domain.substring(0, domain.length() - suffix.length()));
  }
}
