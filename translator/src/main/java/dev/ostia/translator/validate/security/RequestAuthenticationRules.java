package dev.ostia.translator.validate.security;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.common.TargetRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;

/** What Istio refuses in a RequestAuthentication. */
public final class RequestAuthenticationRules {

  private RequestAuthenticationRules() {}

  /** Notes what is wrong; {@code namespace} plays no part. */
  public static void check(Field object, String namespace, Findings findings) {
    Field spec = object.get("spec");
    TargetRules.check(spec, findings);
    for (Field rule : spec.items("jwtRules")) {
      checkRule(rule, findings);
    }
  }

  private static void checkRule(Field rule, Findings findings) {
    boolean located = rule.has("jwksUri") || rule.has("jwks_uri");
    if (!rule.has("issuer") && !located) {
      findings.refuse(
          rule.get("issuer"),
          "the rule has neither an issuer nor a jwksUri",
          "Give the issuer as it stands in the tokens (iss)");
    }
    Field keys = rule.get("jwks");
    if (!keys.text().isEmpty()) {
      CommonRules.refuseIf(KeySets.fault(keys.text()), keys, findings);
    }
    CommonRules.duration(rule.get("timeout"), findings);
  }
}
