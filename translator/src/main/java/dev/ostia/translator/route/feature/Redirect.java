package dev.ostia.translator.route.feature;

import static com.google.common.base.Strings.nullToEmpty;

import dev.ostia.translator.route.rule.RuleScope;
import io.envoyproxy.envoy.config.route.v3.RedirectAction;
import io.envoyproxy.envoy.config.route.v3.RedirectAction.RedirectResponseCode;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRedirect;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRedirectDerivePort;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRedirectPort;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRedirectRedirectPortSelection;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import org.jspecify.annotations.Nullable;

/** {@code http[].redirect}. */
final class Redirect implements RouteFeature {

  @Override
  public void apply(HTTPRoute rule, RuleScope scope, Route.Builder route) {
    HTTPRedirect redirect = rule.getRedirect();
    if (redirect == null) {
      return;
    }
    RedirectResponseCode code = code(redirect.getRedirectCode());
    if (code == null) {
      scope.refuse(
          ".redirect.redirectCode",
          "Envoy cannot redirect with status " + redirect.getRedirectCode(),
          "Use 301, 302, 303, 307 or 308");
      return;
    }
    RedirectAction.Builder action =
        RedirectAction.newBuilder()
            .setResponseCode(code)
            .setHostRedirect(nullToEmpty(redirect.getAuthority()))
            .setPortRedirect(port(redirect, scope));
    // Newer than the model's class; ModelGaps puts it there.
    if (redirect.getAdditionalProperties().get("prefixRewrite") instanceof String prefix
        && !prefix.isEmpty()) {
      action.setPrefixRewrite(prefix);
    } else if (!nullToEmpty(redirect.getUri()).isEmpty()) {
      action.setPathRedirect(redirect.getUri());
    }
    if (!nullToEmpty(redirect.getScheme()).isEmpty()) {
      action.setSchemeRedirect(redirect.getScheme());
    }
    route.setRedirect(action);
  }

  private static @Nullable RedirectResponseCode code(@Nullable Long code) {
    return switch (code == null ? 0 : code.intValue()) {
      case 0, 301 -> RedirectResponseCode.MOVED_PERMANENTLY;
      case 302 -> RedirectResponseCode.FOUND;
      case 303 -> RedirectResponseCode.SEE_OTHER;
      case 307 -> RedirectResponseCode.TEMPORARY_REDIRECT;
      case 308 -> RedirectResponseCode.PERMANENT_REDIRECT;
      default -> null;
    };
  }

  /** The port to name in the answer; 0 for none, as for the port that its scheme implies. */
  private static int port(HTTPRedirect redirect, RuleScope scope) {
    int port =
        switch (redirect.getRedirectPort()) {
          case HTTPRedirectPort given when given.getPort() != null -> given.getPort().intValue();
          case HTTPRedirectDerivePort derive
              when derive.getDerivePort() == HTTPRedirectRedirectPortSelection.FROM_REQUEST_PORT ->
              scope.context().serverPort();
          case null, default -> 0;
        };
    String scheme = nullToEmpty(redirect.getScheme());
    boolean https = scheme.isEmpty() ? scope.context().tls() : scheme.equals("https");
    return port == (https ? 443 : 80) ? 0 : port;
  }
}
