package dev.ostia.translator.route.feature;

import static com.google.common.base.Strings.nullToEmpty;

import dev.ostia.translator.route.match.Regexes;
import dev.ostia.translator.route.rule.RuleScope;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatchAndSubstitute;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRewrite;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.RegexRewrite;
import java.util.Optional;

/** {@code http[].rewrite}; its authority beats a host that is set through headers. */
final class Rewrite implements RouteFeature {

  @Override
  public void apply(HTTPRoute rule, RuleScope scope, Route.Builder route) {
    HTTPRewrite rewrite = rule.getRewrite();
    if (rewrite == null || !route.hasRoute()) {
      return;
    }
    RouteAction.Builder action = route.getRouteBuilder();
    if (rewrite.getUriRegexRewrite() != null) {
      regex(rewrite.getUriRegexRewrite(), scope, action);
    } else if (!nullToEmpty(rewrite.getUri()).isEmpty()) {
      action.setPrefixRewrite(rewrite.getUri());
    }
    if (scope.mesh().gatewayDefaults().headers().forwardedHost()) {
      action.setAppendXForwardedHost(true);
    }
    if (!nullToEmpty(rewrite.getAuthority()).isEmpty()) {
      action.setHostRewriteLiteral(rewrite.getAuthority());
    }
  }

  private static void regex(RegexRewrite regex, RuleScope scope, RouteAction.Builder action) {
    String pattern = nullToEmpty(regex.getMatch());
    Optional<String> problem = Regexes.problem(pattern);
    if (problem.isPresent()) {
      scope.refuse(".rewrite.uriRegexRewrite.match", problem.get(), "Correct the expression");
      return;
    }
    String substitution = nullToEmpty(regex.getRewrite());
    Optional<String> stray = Regexes.strayBackslash(substitution);
    if (stray.isPresent()) {
      scope.refuse(
          ".rewrite.uriRegexRewrite.rewrite", stray.get(), "Write \\1 for the first group");
      return;
    }
    // Envoy takes it, replaces nothing and goes on with the route.
    Regexes.unknownGroup(pattern, substitution)
        .ifPresent(
            why ->
                scope.notHonoured(
                    ".rewrite.uriRegexRewrite.rewrite", why + ", so the path stays as it is"));
    action.setRegexRewrite(
        RegexMatchAndSubstitute.newBuilder()
            .setPattern(Regexes.matcher(pattern))
            .setSubstitution(substitution));
  }
}
