package dev.ostia.translator.simulate;

import com.google.re2j.Pattern;
import dev.ostia.translator.simulate.Step.Stage;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.QueryParameterMatcher;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.Locale;
import java.util.Optional;

/** The first route of a virtual host that takes a request. */
final class RouteMatcher {

  Optional<Route> select(VirtualHost virtualHost, Headers request, Trace trace) {
    int index = 0;
    for (Route route : virtualHost.getRoutesList()) {
      String subject = subject(route, index);
      Optional<String> mismatch = mismatch(route.getMatch(), request);
      if (mismatch.isEmpty()) {
        trace.decided(Stage.ROUTE, subject, true, "it is the first that matches", index);
        return Optional.of(route);
      }
      trace.decided(Stage.ROUTE, subject, false, mismatch.get(), index);
      index++;
    }
    return Optional.empty();
  }

  private static String subject(Route route, int index) {
    return route.getName().isEmpty() ? "#" + index : route.getName() + " (#" + index + ")";
  }

  private static Optional<String> mismatch(RouteMatch match, Headers request) {
    String path = request.value(":path").orElse("");
    if (!pathMatches(match, withoutQuery(path))) {
      return Optional.of("path " + withoutQuery(path) + " " + describe(match));
    }
    if (match.hasGrpc()
        && !request.value("content-type").orElse("").startsWith("application/grpc")) {
      return Optional.of("the request is not gRPC");
    }
    for (HeaderMatcher header : match.getHeadersList()) {
      Optional<String> reason = HeaderMatch.mismatch(header, request);
      if (reason.isPresent()) {
        return reason;
      }
    }
    for (QueryParameterMatcher parameter : match.getQueryParametersList()) {
      Optional<String> reason = QueryMatch.mismatch(parameter, path);
      if (reason.isPresent()) {
        return reason;
      }
    }
    if (!match.getDynamicMetadataList().isEmpty()) {
      return Optional.of("it asks for metadata that the request does not have");
    }
    return Optional.empty();
  }

  private static boolean pathMatches(RouteMatch match, String path) {
    boolean fold = match.hasCaseSensitive() && !match.getCaseSensitive().getValue();
    String seen = fold(path, fold);
    return switch (match.getPathSpecifierCase()) {
      case PREFIX -> seen.startsWith(fold(match.getPrefix(), fold));
      case PATH -> seen.equals(fold(match.getPath(), fold));
      case SAFE_REGEX -> Pattern.matches(match.getSafeRegex().getRegex(), path);
      case PATH_SEPARATED_PREFIX -> {
        String prefix = fold(match.getPathSeparatedPrefix(), fold);
        yield seen.startsWith(prefix)
            && (seen.length() == prefix.length() || seen.charAt(prefix.length()) == '/');
      }
      default -> false;
    };
  }

  private static String describe(RouteMatch match) {
    return switch (match.getPathSpecifierCase()) {
      case PREFIX -> "does not start with " + match.getPrefix();
      case PATH -> "is not " + match.getPath();
      case SAFE_REGEX -> "does not match the regex " + match.getSafeRegex().getRegex();
      case PATH_SEPARATED_PREFIX -> "is not below " + match.getPathSeparatedPrefix();
      default -> "is matched in a way that the simulator does not know";
    };
  }

  static String withoutQuery(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  private static String fold(String text, boolean ignoreCase) {
    return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
  }
}
