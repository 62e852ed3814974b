package dev.ostia.cli.explain;

import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.QueryParameterMatcher;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.ArrayList;
import java.util.List;

/** The conditions of a route in words. */
public final class Conditions {

  private Conditions() {}

  /** Such as {@code requests whose path starts with /api, header end-user is jason}. */
  public static String of(RouteMatch match) {
    List<String> all = new ArrayList<>();
    String path = path(match);
    boolean anyPath = path.equals("path starts with /");
    if (!anyPath) {
      all.add(path + (foldsCase(match) ? " in any case" : ""));
    }
    if (match.hasGrpc()) {
      all.add("gRPC");
    }
    match.getHeadersList().forEach(header -> all.add(header(header)));
    match.getQueryParametersList().forEach(parameter -> all.add(parameter(parameter)));
    return all.isEmpty() ? "every request" : "requests whose " + String.join(", ", all);
  }

  private static boolean foldsCase(RouteMatch match) {
    return match.hasCaseSensitive() && !match.getCaseSensitive().getValue();
  }

  private static String path(RouteMatch match) {
    return switch (match.getPathSpecifierCase()) {
      case PREFIX -> "path starts with " + match.getPrefix();
      case PATH -> "path is " + match.getPath();
      case SAFE_REGEX -> "path matches the regex " + match.getSafeRegex().getRegex();
      case PATH_SEPARATED_PREFIX -> "path is " + match.getPathSeparatedPrefix() + " or below it";
      default -> "path matches in another way";
    };
  }

  private static String header(HeaderMatcher matcher) {
    String name =
        switch (matcher.getName()) {
          case ":method" -> "method";
          case ":authority" -> "authority";
          case ":scheme" -> "scheme";
          default -> "header " + matcher.getName();
        };
    String value =
        switch (matcher.getHeaderMatchSpecifierCase()) {
          case STRING_MATCH -> text(matcher.getStringMatch());
          case PRESENT_MATCH -> matcher.getPresentMatch() ? "is there" : "is absent";
          default -> "is there";
        };
    return name + " " + (matcher.getInvertMatch() ? "not: " : "") + value;
  }

  private static String parameter(QueryParameterMatcher matcher) {
    String name = "query parameter " + matcher.getName() + " ";
    return matcher.hasStringMatch() ? name + text(matcher.getStringMatch()) : name + "is there";
  }

  private static String text(StringMatcher matcher) {
    return switch (matcher.getMatchPatternCase()) {
      case EXACT -> "is " + matcher.getExact();
      case PREFIX -> "starts with " + matcher.getPrefix();
      case SUFFIX -> "ends with " + matcher.getSuffix();
      case CONTAINS -> "contains " + matcher.getContains();
      case SAFE_REGEX -> "matches the regex " + matcher.getSafeRegex().getRegex();
      default -> "matches in another way";
    };
  }
}
