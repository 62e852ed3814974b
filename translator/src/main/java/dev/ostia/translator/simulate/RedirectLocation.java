package dev.ostia.translator.simulate;

import io.envoyproxy.envoy.config.route.v3.RedirectAction;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatchAndSubstitute;

/** Where a redirect sends the client, and with which status. */
final class RedirectLocation {

  private RedirectLocation() {}

  /** The Location header. */
  static String of(RedirectAction redirect, RouteMatch match, Headers request) {
    String requestScheme = request.value(":scheme").orElse("http");
    String scheme =
        switch (redirect.getSchemeRewriteSpecifierCase()) {
          case HTTPS_REDIRECT -> redirect.getHttpsRedirect() ? "https" : requestScheme;
          case SCHEME_REDIRECT -> redirect.getSchemeRedirect();
          default -> requestScheme;
        };
    String port = redirect.getPortRedirect() == 0 ? "" : ":" + redirect.getPortRedirect();
    String host =
        redirect.getHostRedirect().isEmpty()
            ? requestHost(request, scheme, !port.isEmpty())
            : redirect.getHostRedirect();
    return scheme + "://" + host + port + path(redirect, match, request);
  }

  /** The request's own host, without a port that would be wrong at the new place. */
  private static String requestHost(Headers request, String scheme, boolean newPort) {
    String host = request.value(":authority").orElse("");
    String bare = DomainMatcher.withoutPort(host);
    String port = host.substring(bare.length());
    String proto = request.value("x-forwarded-proto").orElse("");
    boolean defaultPort =
        !scheme.equals(proto)
            && ((proto.equals("https") && port.equals(":443"))
                || (proto.equals("http") && port.equals(":80")));
    return newPort || defaultPort ? bare : host;
  }

  private static String path(RedirectAction redirect, RouteMatch match, Headers request) {
    String path = request.value(":path").orElse("/");
    String query = path.substring(RouteMatcher.withoutQuery(path).length());
    String target =
        switch (redirect.getPathRewriteSpecifierCase()) {
          case PATH_REDIRECT -> {
            String to = redirect.getPathRedirect();
            if (to.isEmpty()) {
              yield path;
            }
            yield to.contains("?") ? to : to + query;
          }
          case PREFIX_REWRITE ->
              Rewriter.path(
                  match,
                  redirect.getPrefixRewrite(),
                  RegexMatchAndSubstitute.getDefaultInstance(),
                  path);
          case REGEX_REWRITE -> Rewriter.path(match, "", redirect.getRegexRewrite(), path);
          default -> path;
        };
    boolean ownQuery = redirect.getPathRedirect().contains("?");
    return redirect.getStripQuery() && !ownQuery ? RouteMatcher.withoutQuery(target) : target;
  }

  /** The status that stands for Envoy's name of it. */
  static int status(RedirectAction redirect) {
    return switch (redirect.getResponseCode()) {
      case FOUND -> 302;
      case SEE_OTHER -> 303;
      case TEMPORARY_REDIRECT -> 307;
      case PERMANENT_REDIRECT -> 308;
      default -> 301;
    };
  }
}
