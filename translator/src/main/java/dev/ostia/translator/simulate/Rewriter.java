package dev.ostia.translator.simulate;

import com.google.re2j.Pattern;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatchAndSubstitute;

/** What a route does to path and host on the way to the endpoint. */
final class Rewriter {

  private static final java.util.regex.Pattern GROUP =
      java.util.regex.Pattern.compile("\\\\([0-9])");

  private Rewriter() {}

  /** The request headers after path and host are rewritten; the old ones are kept beside. */
  static Headers rewrite(RouteMatch match, RouteAction action, Headers headers) {
    Headers result = host(action, headers);
    if (action.getPrefixRewrite().isEmpty() && !action.hasRegexRewrite()) {
      return result;
    }
    // Envoy keeps the old path whenever a rewrite is asked for, even if it changes nothing.
    String path = headers.value(":path").orElse("/");
    return result
        .set("x-envoy-original-path", path)
        .set(":path", path(match, action.getPrefixRewrite(), regexRewrite(action), path));
  }

  private static RegexMatchAndSubstitute regexRewrite(RouteAction action) {
    return action.hasRegexRewrite()
        ? action.getRegexRewrite()
        : RegexMatchAndSubstitute.getDefaultInstance();
  }

  /**
   * A path after a rewrite: a prefix match loses only its prefix, any other match the whole path;
   * the query stays.
   */
  static String path(
      RouteMatch match, String prefixRewrite, RegexMatchAndSubstitute regex, String path) {
    String bare = RouteMatcher.withoutQuery(path);
    String query = path.substring(bare.length());
    if (regex.hasPattern()) {
      return replaced(regex.getPattern().getRegex(), regex.getSubstitution(), bare) + query;
    }
    if (prefixRewrite.isEmpty()) {
      return path;
    }
    return switch (match.getPathSpecifierCase()) {
      case PREFIX -> prefixRewrite + path.substring(match.getPrefix().length());
      case PATH_SEPARATED_PREFIX ->
          prefixRewrite + path.substring(match.getPathSeparatedPrefix().length());
      default -> prefixRewrite + query;
    };
  }

  /** RE2 replaces nothing if the substitution names a group that the expression does not have. */
  private static String replaced(String regex, String substitution, String path) {
    Pattern pattern = Pattern.compile(regex);
    int highest =
        GROUP
            .matcher(substitution)
            .results()
            .mapToInt(m -> Integer.parseInt(m.group(1)))
            .max()
            .orElse(0);
    if (highest > pattern.groupCount()) {
      return path;
    }
    String java = substitution.replace("$", "\\$").replaceAll("\\\\([0-9])", "\\$$1");
    return pattern.matcher(path).replaceAll(java);
  }

  private static Headers host(RouteAction action, Headers headers) {
    String before = headers.value(":authority").orElse("");
    String after =
        switch (action.getHostRewriteSpecifierCase()) {
          case HOST_REWRITE_LITERAL -> action.getHostRewriteLiteral();
          case HOST_REWRITE_HEADER -> headers.value(action.getHostRewriteHeader()).orElse(before);
          case AUTO_HOST_REWRITE ->
              action.getAutoHostRewrite().getValue() ? RequestSanitizer.GENERATED : before;
          default -> before;
        };
    if (after.equals(before) || after.isEmpty()) {
      return headers;
    }
    Headers result = headers.set(":authority", after).set("x-envoy-original-host", before);
    if (!action.getAppendXForwardedHost()) {
      return result;
    }
    String forwarded = headers.value("x-forwarded-host").map(v -> v + "," + before).orElse(before);
    return result.set("x-forwarded-host", forwarded);
  }
}
