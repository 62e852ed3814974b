package dev.ostia.translator.route.feature;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.route.match.StringMatchers;
import dev.ostia.translator.route.rule.GoDurations;
import dev.ostia.translator.route.rule.RuleScope;
import io.envoyproxy.envoy.config.core.v3.RuntimeFractionalPercent;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.CorsPolicy;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.fabric8.istio.api.api.networking.v1alpha3.CorsPolicyUnmatchedPreflights;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code http[].corsPolicy}. */
final class Cors implements RouteFeature {

  private static final String FILTER = "envoy.filters.http.cors";

  @Override
  public void apply(HTTPRoute rule, RuleScope scope, Route.Builder route) {
    var given = rule.getCorsPolicy();
    if (given == null) {
      return;
    }
    CorsPolicy.Builder policy =
        CorsPolicy.newBuilder()
            .setFilterEnabled(
                RuntimeFractionalPercent.newBuilder().setDefaultValue(Percentages.ALL))
            .setAllowMethods(joined(given.getAllowMethods()))
            .setAllowHeaders(joined(given.getAllowHeaders()))
            .setExposeHeaders(joined(given.getExposeHeaders()))
            .setForwardNotMatchingPreflights(
                BoolValue.of(
                    given.getUnmatchedPreflights() != CorsPolicyUnmatchedPreflights.IGNORE));
    if (given.getAllowCredentials() != null) {
      policy.setAllowCredentials(BoolValue.of(given.getAllowCredentials()));
    }
    if (given.getMaxAge() != null) {
      GoDurations.parse(given.getMaxAge())
          .ifPresentOrElse(
              age -> policy.setMaxAge(Long.toString(age.getSeconds())),
              () -> leftOut(scope, ".corsPolicy.maxAge", "not a duration"));
    }
    addOrigins(policy, given.getAllowOrigins(), scope);
    if (policy.getAllowOriginStringMatchCount() == 0 && given.getAllowOrigin() != null) {
      for (String origin : given.getAllowOrigin()) {
        policy.addAllowOriginStringMatch(StringMatcher.newBuilder().setExact(origin));
      }
    }
    route.putTypedPerFilterConfig(FILTER, Any.pack(policy.build()));
  }

  private static void addOrigins(
      CorsPolicy.Builder policy, @Nullable List<StringMatch> origins, RuleScope scope) {
    for (int i = 0; origins != null && i < origins.size(); i++) {
      String field = ".corsPolicy.allowOrigins[" + i + "]";
      StringMatch origin = origins.get(i);
      Optional<String> problem =
          StringMatchers.isPresence(origin)
              ? Optional.of("no origin that could be compared")
              : StringMatchers.problem(origin);
      if (problem.isPresent()) {
        leftOut(scope, field, problem.get());
      } else {
        policy.addAllowOriginStringMatch(StringMatchers.of(origin));
      }
    }
  }

  private static String joined(@Nullable List<String> values) {
    return values == null ? "" : String.join(",", values);
  }

  private static void leftOut(RuleScope scope, String field, String problem) {
    scope.report(
        DiagnosticCode.SCHEMA_VALIDATION,
        field,
        problem + "; it is left out",
        "Correct it, the rest of the policy is not affected");
  }
}
