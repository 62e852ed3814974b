package dev.ostia.translator.validate.security;

import dev.ostia.translator.validate.common.TargetRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import java.util.Set;

/** What Istio refuses in an AuthorizationPolicy. */
public final class AuthorizationPolicyRules {

  private static final String CUSTOM = "CUSTOM";

  private AuthorizationPolicyRules() {}

  /** Notes what is wrong; {@code namespace} plays no part. */
  public static void check(Field object, String namespace, Findings findings) {
    Field spec = object.get("spec");
    TargetRules.check(spec, findings);
    String action = spec.text("action");
    boolean custom = action.equals(CUSTOM);
    if (Set.of(CUSTOM, "DENY").contains(action) && spec.size("rules") == 0) {
      findings.refuse(
          spec.get("rules"),
          "the action " + action + " without rules never takes place",
          "Add rules, or the empty rule {} for every request");
    } else if (custom && spec.get("provider").text("name").isEmpty()) {
      findings.refuse(
          spec.get("provider").get("name"),
          "the action CUSTOM needs the name of a provider",
          "Use one of extensionProviders in the mesh configuration");
    }
    if (!custom && spec.has("provider")) {
      findings.refuse(
          spec.get("provider"), "a provider has effect with the action CUSTOM only", "Remove it");
    }
    for (Field rule : spec.items("rules")) {
      for (Field from : rule.items("from")) {
        SourceRules.check(from, custom, findings);
      }
      for (Field to : rule.items("to")) {
        OperationRules.check(to, findings);
      }
      for (Field condition : rule.items("when")) {
        ConditionRules.check(condition, custom, findings);
      }
    }
  }
}
