package dev.ostia.cli.diff;

import com.google.re2j.Pattern;
import dev.ostia.cli.diff.EntryPoints.EntryPoint;
import dev.ostia.cli.explain.Asked;
import dev.ostia.translator.simulate.Headers;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.QueryParameterMatcher;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Requests that come in by an entry point: for each of its hosts one for each route, and one for
 * none.
 */
final class Samples {

  private static final String ANY = "sample";
  private static final String OTHER_PATH = "/no-such-path-sample";

  private Samples() {}

  static Set<Asked> of(EntryPoint entry) {
    Set<Asked> all = new LinkedHashSet<>();
    List<String> domains =
        entry.host().getDomainsCount() == 0 ? names(entry) : entry.host().getDomainsList();
    for (String domain : domains) {
      String host = domain.equals("*") ? names(entry).getFirst() : concrete(domain);
      for (Route route : entry.host().getRoutesList()) {
        all.add(sample(entry, host, route.getMatch()));
      }
      all.add(asked(entry, "GET", host, OTHER_PATH, Headers.NONE));
    }
    return all;
  }

  private static List<String> names(EntryPoint entry) {
    return entry.serverNames().isEmpty()
        ? List.of("any.example.com")
        : entry.serverNames().stream().map(Samples::concrete).toList();
  }

  /** A name that the pattern stands for. */
  private static String concrete(String domain) {
    return domain.startsWith("*") ? ANY + domain.substring(1) : domain.replace("*", ANY);
  }

  private static Asked sample(EntryPoint entry, String host, RouteMatch match) {
    String method = "GET";
    String authority = host;
    Headers headers = Headers.NONE;
    for (HeaderMatcher matcher : match.getHeadersList()) {
      if (matcher.getInvertMatch() || isAbsent(matcher)) {
        continue;
      }
      String value = matcher.hasStringMatch() ? text(matcher.getStringMatch()) : ANY;
      switch (matcher.getName()) {
        case ":method" -> method = value;
        case ":authority" -> authority = value;
        case ":scheme" -> {
          // The entry point says it.
        }
        default -> headers = headers.set(matcher.getName(), value);
      }
    }
    List<String> query = new ArrayList<>();
    for (QueryParameterMatcher parameter : match.getQueryParametersList()) {
      query.add(
          parameter.getName()
              + "="
              + (parameter.hasStringMatch() ? text(parameter.getStringMatch()) : ""));
    }
    String path = path(match) + (query.isEmpty() ? "" : "?" + String.join("&", query));
    return asked(entry, method, authority, path, headers);
  }

  private static boolean isAbsent(HeaderMatcher matcher) {
    return matcher.getHeaderMatchSpecifierCase()
            == HeaderMatcher.HeaderMatchSpecifierCase.PRESENT_MATCH
        && !matcher.getPresentMatch();
  }

  private static Asked asked(
      EntryPoint entry, String method, String host, String path, Headers headers) {
    return new Asked(
        method, entry.tls(), host, entry.clientPort(), path, headers, null, true, "127.0.0.1");
  }

  private static String path(RouteMatch match) {
    String path =
        switch (match.getPathSpecifierCase()) {
          case PREFIX -> match.getPrefix();
          case PATH -> match.getPath();
          case PATH_SEPARATED_PREFIX -> match.getPathSeparatedPrefix();
          case SAFE_REGEX -> fitting(match.getSafeRegex().getRegex());
          default -> "/";
        };
    return path.startsWith("/") ? path : "/" + path;
  }

  private static String text(StringMatcher matcher) {
    return switch (matcher.getMatchPatternCase()) {
      case EXACT -> matcher.getExact();
      case PREFIX -> matcher.getPrefix() + ANY;
      case SUFFIX -> ANY + matcher.getSuffix();
      case CONTAINS -> matcher.getContains();
      case SAFE_REGEX -> fitting(matcher.getSafeRegex().getRegex());
      default -> ANY;
    };
  }

  /** A text that a simple regular expression takes; of others one that it may not take. */
  private static String fitting(String regex) {
    String text =
        regex
            .replaceAll("\\(\\?[^:)]*[:)]?", "(")
            .replaceAll("\\[[^\\]]*[0-9][^\\]]*\\][+*]?|\\\\d[+*]?", "1")
            .replaceAll("\\[[^\\]]*\\][+*]?|\\\\w[+*]?|\\.[+*]", ANY)
            .replaceAll("\\{[0-9,]*\\}|[\\^$?]", "")
            .replaceAll("\\(([^|()]*)(\\|[^()]*)?\\)[+*]?", "$1")
            .replaceAll("\\\\(.)", "$1");
    return Pattern.matches(regex, text) ? text : text.replaceAll("[^A-Za-z0-9/._-]", "");
  }
}
