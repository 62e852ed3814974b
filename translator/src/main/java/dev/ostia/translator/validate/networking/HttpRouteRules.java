package dev.ostia.translator.validate.networking;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import java.util.List;

/** What Istio refuses in an HTTP route as a whole: which parts go together. */
final class HttpRouteRules {

  private HttpRouteRules() {}

  /**
   * Notes what is wrong.
   *
   * @param delegate whether the VirtualService is one that others delegate to
   */
  static void check(Field route, boolean delegate, Findings findings) {
    checkParts(route, delegate, findings);
    route.items("match").forEach(match -> HttpMatchRules.check(match, findings));
    HeaderRules.check(route.get("headers"), findings);
    CorsRules.check(route.get("corsPolicy"), findings);
    FaultRules.check(route.get("fault"), findings);
    MirrorRules.check(route, findings);
    HttpActionRules.checkRedirect(route, findings);
    HttpActionRules.checkDirectResponse(route.get("directResponse"), findings);
    HttpActionRules.checkRewrite(route.get("rewrite"), findings);
    HeaderRules.checkAuthority(route, findings);
    RetryRules.check(route.get("retries"), findings);
    DestinationRules.checkWeighted(route.items("route"), route.get("route"), findings);
    CommonRules.duration(route.get("timeout"), findings);
  }

  private static void checkParts(Field route, boolean delegate, Findings findings) {
    if (!delegate && route.has("delegate")) {
      refuseFilled(route, "delegate", findings);
      refuse(route, List.of("redirect"), "delegate", findings);
      return;
    }
    if (route.has("delegate")) {
      findings.refuse(
          route.get("delegate"),
          "a VirtualService that others delegate to cannot delegate further",
          "Route here, or let the first one delegate to the last");
    }
    if (route.has("redirect")) {
      refuseFilled(route, "redirect", findings);
      refuse(route, List.of("fault", "rewrite", "directResponse"), "redirect", findings);
    } else if (route.has("directResponse")) {
      refuseFilled(route, "directResponse", findings);
      refuse(route, List.of("fault", "rewrite"), "directResponse", findings);
    } else if (route.size("route") == 0) {
      findings.refuse(
          route.get("route"),
          "the route leads nowhere",
          "Add a destination under route, or a redirect or a directResponse");
    }
    if (route.has("mirror") && route.size("mirrors") > 0) {
      findings.refuse(
          route.get("mirrors"),
          "mirror and mirrors cannot both be given",
          "Move mirror to mirrors");
    }
  }

  private static void refuseFilled(Field route, String action, Findings findings) {
    if (route.size("route") > 0) {
      refuse(route, List.of("route"), action, findings);
    }
  }

  private static void refuse(Field route, List<String> parts, String action, Findings findings) {
    for (String part : parts) {
      if (route.has(part)) {
        findings.refuse(
            route.get(part),
            "one route cannot have both " + action + " and " + part,
            "Keep one of the two, or make two routes");
      }
    }
  }
}
