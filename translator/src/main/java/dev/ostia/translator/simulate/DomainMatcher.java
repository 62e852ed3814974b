package dev.ostia.translator.simulate;

import dev.ostia.translator.simulate.Step.Stage;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which virtual host a Host header gets, by Envoy's order: the exact domain, the longest {@code
 * *.suffix}, the longest {@code prefix.*}, then {@code *}.
 */
final class DomainMatcher {

  private enum Form {
    ANY,
    PREFIX,
    SUFFIX,
    EXACT
  }

  private record Found(VirtualHost host, String domain, Form form) {

    boolean beats(@Nullable Found other) {
      if (other == null || form != other.form) {
        return other == null || form.compareTo(other.form) > 0;
      }
      return domain.length() > other.domain.length();
    }
  }

  Optional<VirtualHost> select(RouteConfiguration routes, String hostHeader, Trace trace) {
    String host = hostHeader.toLowerCase(Locale.ROOT);
    if (routes.getIgnorePortInHostMatching()) {
      host = withoutPort(host);
    }
    Found best = null;
    for (VirtualHost virtualHost : routes.getVirtualHostsList()) {
      Found found = bestDomain(virtualHost, host);
      if (found == null) {
        trace.passedOver(
            Stage.VIRTUAL_HOST,
            virtualHost.getName(),
            "none of " + virtualHost.getDomainsList() + " covers " + host);
      } else if (found.beats(best)) {
        passOver(best, found.domain, trace);
        best = found;
      } else if (best != null) {
        passOver(found, best.domain, trace);
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    String relation = best.form == Form.EXACT ? " is its domain" : " covers " + host;
    trace.took(Stage.VIRTUAL_HOST, best.host.getName(), best.domain + relation);
    return Optional.of(best.host);
  }

  private static void passOver(@Nullable Found loser, String winner, Trace trace) {
    if (loser != null) {
      trace.passedOver(
          Stage.VIRTUAL_HOST,
          loser.host.getName(),
          winner + " is more specific than " + loser.domain);
    }
  }

  private static @Nullable Found bestDomain(VirtualHost virtualHost, String host) {
    Found best = null;
    for (String domain : virtualHost.getDomainsList()) {
      Form form = match(domain.toLowerCase(Locale.ROOT), host);
      if (form != null) {
        Found found = new Found(virtualHost, domain, form);
        best = found.beats(best) ? found : best;
      }
    }
    return best;
  }

  /** A wildcard stands for at least one character. */
  private static @Nullable Form match(String domain, String host) {
    if (domain.equals(host)) {
      return Form.EXACT;
    }
    if (domain.equals("*")) {
      return Form.ANY;
    }
    boolean longer = host.length() >= domain.length();
    if (domain.startsWith("*") && longer && host.endsWith(domain.substring(1))) {
      return Form.SUFFIX;
    }
    if (domain.endsWith("*")
        && longer
        && host.startsWith(domain.substring(0, domain.length() - 1))) {
      return Form.PREFIX;
    }
    return null;
  }

  /** Cuts {@code :port}, also behind an IPv6 address in brackets. */
  static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    boolean port =
        colon >= 0
            && colon + 1 < host.length()
            && host.substring(colon + 1).chars().allMatch(Character::isDigit)
            && (host.indexOf(':') == colon || host.charAt(colon - 1) == ']');
    return port ? host.substring(0, colon) : host;
  }
}
