package dev.ostia.translator.validate.telemetry;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.common.TargetRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;

/** What Istio refuses in a Telemetry. */
public final class TelemetryRules {

  private static final String REMOVE = "REMOVE";

  private TelemetryRules() {}

  /** Notes what is wrong; {@code namespace} plays no part. */
  public static void check(Field object, String namespace, Findings findings) {
    Field spec = object.get("spec");
    TargetRules.check(spec, findings);
    for (Field metrics : spec.items("metrics")) {
      for (Field override : metrics.items("overrides")) {
        override.entries("tagOverrides").forEach(tag -> checkTag(tag, findings));
      }
    }
    for (Field tracing : spec.items("tracing")) {
      for (Field tag : tracing.entries("customTags")) {
        if (tag.key().isEmpty()) {
          findings.refuse(tag, "the name of the tag is empty");
        }
      }
    }
    for (Field logging : spec.items("accessLogging")) {
      Field filter = logging.get("filter");
      if (filter.present()) {
        Field expression = filter.get("expression");
        CommonRules.refuseIf(CelSyntax.fault(expression.text()), expression, findings);
      }
    }
  }

  private static void checkTag(Field tag, Findings findings) {
    if (tag.text("operation").equals(REMOVE)) {
      if (tag.has("value")) {
        findings.refuse(tag.get("value"), "a tag that is removed has no value", "Remove the value");
      }
    } else if (tag.text("value").isEmpty()) {
      findings.refuse(
          tag.get("value"), "the tag has no value", "Give one, or set operation: REMOVE");
    }
  }
}
