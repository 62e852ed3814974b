package dev.ostia.translator.validate;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import java.util.List;
import java.util.Set;

/** Annotations that Istio keeps for itself, or for one kind only. */
final class AnnotationRules {

  private static final String DRY_RUN = "istio.io/dry-run";
  private static final Set<String> RESERVED =
      Set.of(
          "internal.istio.io/webhook-always-reject",
          "internal.istio.io/parent-namespace",
          "internal.istio.io/parents");

  private static final Set<String> BOOLEANS =
      Set.of("1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False");

  private AnnotationRules() {}

  static void check(String kind, Field object, Findings findings) {
    for (Field annotation : object.get("metadata").entries("annotations")) {
      if (RESERVED.contains(annotation.key())) {
        findings.refuse(
            annotation,
            "the annotation " + annotation.key() + " is for Istio's own use",
            "Remove it");
      } else if (annotation.key().equals(DRY_RUN)) {
        checkDryRun(kind, object, annotation, findings);
      }
    }
  }

  private static void checkDryRun(String kind, Field object, Field annotation, Findings findings) {
    if (!kind.equals("AuthorizationPolicy")) {
      findings.refuse(
          annotation, "only an AuthorizationPolicy can be a dry run, not a " + kind, "Remove it");
      return;
    }
    if (List.of("AUDIT", "CUSTOM").contains(object.get("spec").text("action"))) {
      findings.refuse(annotation, "a dry run works with the actions ALLOW and DENY only");
    } else if (!BOOLEANS.contains(annotation.text())) {
      findings.refuse(annotation, "the annotation " + DRY_RUN + " is neither true nor false");
    }
  }
}
