package dev.ostia.cli.proxyconfig.table;

import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.QueryParameterMatcher;
import io.envoyproxy.envoy.config.route.v3.RedirectAction;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All conditions of a route and where it leads, which istioctl's table leaves out. */
public final class WideRouteText {

  private WideRouteText() {}

  /** The conditions, such as {@code /api*; header end-user=jason}. */
  public static String match(RouteMatch match) {
    List<String> conditions = new ArrayList<>();
    String path = RouteText.path(match);
    conditions.add(path.isEmpty() ? "any" : path);
    if (match.hasCaseSensitive() && !match.getCaseSensitive().getValue()) {
      conditions.add("ignoring case");
    }
    match.getHeadersList().forEach(header -> conditions.add(header(header)));
    match.getQueryParametersList().forEach(query -> conditions.add(query(query)));
    if (match.hasGrpc()) {
      conditions.add("gRPC");
    }
    if (match.hasRuntimeFraction()) {
      conditions.add("fraction " + match.getRuntimeFraction().getDefaultValue().getNumerator());
    }
    return String.join("; ", conditions);
  }

  private static String header(HeaderMatcher header) {
    String value =
        switch (header.getHeaderMatchSpecifierCase()) {
          case STRING_MATCH -> text(header.getStringMatch());
          case PRESENT_MATCH -> header.getPresentMatch() ? " present" : " absent";
          case RANGE_MATCH ->
              " in " + header.getRangeMatch().getStart() + ".." + header.getRangeMatch().getEnd();
          default -> " present";
        };
    String name = header.getName().equals(":method") ? "method" : "header " + header.getName();
    return (header.getInvertMatch() ? "not " : "") + name + value;
  }

  private static String query(QueryParameterMatcher query) {
    String name = "query " + query.getName();
    return query.hasStringMatch() ? name + text(query.getStringMatch()) : name + " present";
  }

  private static String text(StringMatcher matcher) {
    return switch (matcher.getMatchPatternCase()) {
      case EXACT -> "=" + matcher.getExact();
      case PREFIX -> "=" + matcher.getPrefix() + "*";
      case SUFFIX -> "=*" + matcher.getSuffix();
      case CONTAINS -> "=*" + matcher.getContains() + "*";
      case SAFE_REGEX -> "~" + matcher.getSafeRegex().getRegex();
      default -> " present";
    };
  }

  /** Clusters with weights, a redirect or a status. */
  public static String destination(Route route) {
    return switch (route.getActionCase()) {
      case ROUTE -> clusters(route.getRoute());
      case REDIRECT -> "redirect " + redirect(route.getRedirect());
      case DIRECT_RESPONSE -> "status " + route.getDirectResponse().getStatus();
      case NON_FORWARDING_ACTION, FILTER_ACTION, ACTION_NOT_SET -> "-";
    };
  }

  private static String clusters(RouteAction action) {
    return switch (action.getClusterSpecifierCase()) {
      case CLUSTER -> action.getCluster();
      case WEIGHTED_CLUSTERS -> weighted(action.getWeightedClusters());
      case CLUSTER_HEADER -> "named by header " + action.getClusterHeader();
      default -> "by plugin";
    };
  }

  static String weighted(WeightedCluster clusters) {
    return clusters.getClustersList().stream()
        .map(one -> one.getWeight().getValue() + " " + one.getName())
        .collect(Collectors.joining(", "));
  }

  private static String redirect(RedirectAction redirect) {
    String scheme = redirect.getHttpsRedirect() ? "https" : redirect.getSchemeRedirect();
    String port = redirect.getPortRedirect() == 0 ? "" : ":" + redirect.getPortRedirect();
    String path =
        redirect.getPrefixRewrite().isEmpty()
            ? redirect.getPathRedirect()
            : redirect.getPrefixRewrite() + "*";
    return code(redirect)
        + (scheme.isEmpty() ? " " : " " + scheme + "://")
        + redirect.getHostRedirect()
        + port
        + path;
  }

  private static int code(RedirectAction redirect) {
    return switch (redirect.getResponseCode()) {
      case MOVED_PERMANENTLY, UNRECOGNIZED -> 301;
      case FOUND -> 302;
      case SEE_OTHER -> 303;
      case TEMPORARY_REDIRECT -> 307;
      case PERMANENT_REDIRECT -> 308;
    };
  }
}
