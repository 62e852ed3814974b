package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.Hosts;
import dev.ostia.translator.validate.syntax.Names;
import java.util.HashSet;
import java.util.Set;

/** What Istio refuses in a DestinationRule. */
public final class DestinationRuleRules {

  private DestinationRuleRules() {}

  /** Notes what is wrong. */
  public static void check(Field object, String namespace, Findings findings) {
    Field spec = object.get("spec");
    CommonRules.refuseIf(Hosts.faultOfWildcard(spec.text("host")), spec.get("host"), findings);
    TrafficPolicyRules.check(spec.get("trafficPolicy"), namespace, findings);
    Set<String> names = new HashSet<>();
    for (Field subset : spec.items("subsets")) {
      checkSubset(subset, names, namespace, findings);
    }
    Set<String> targets = ExportRules.check(spec.get("exportTo"), namespace, false, findings);
    Field selector = spec.get("workloadSelector");
    if (selector.present()) {
      checkExport(spec.get("exportTo"), targets, namespace, findings);
      CommonRules.selector(selector.get("matchLabels"), findings);
    }
  }

  private static void checkSubset(
      Field subset, Set<String> names, String namespace, Findings findings) {
    Field name = subset.get("name");
    if (!names.add(name.text())) {
      findings.refuse(
          name, "another subset has the name " + quote(name.text()), "Give each its own name");
    }
    if (!Names.isDnsLabel(name.text())) {
      findings.refuse(
          name,
          name.text().isEmpty()
              ? "the subset has no name"
              : quote(name.text()) + " is not a name of a subset",
          "Use up to 63 letters, digits and inner -");
    }
    CommonRules.labels(subset.get("labels"), findings);
    TrafficPolicyRules.check(subset.get("trafficPolicy"), namespace, findings);
  }

  private static void checkExport(
      Field exportTo, Set<String> targets, String namespace, Findings findings) {
    boolean onlyHere = targets.isEmpty() || targets.equals(Set.of(namespace));
    if (!onlyHere) {
      findings.refuse(
          exportTo,
          "a rule with a workloadSelector is for its own namespace only",
          "Set exportTo to ['.'], or remove it");
    }
  }
}
