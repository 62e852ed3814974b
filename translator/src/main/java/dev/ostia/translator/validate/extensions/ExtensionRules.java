package dev.ostia.translator.validate.extensions;

import dev.ostia.translator.validate.common.TargetRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;

/** What Istio refuses in a WasmPlugin and a TrafficExtension. */
public final class ExtensionRules {

  private ExtensionRules() {}

  /** Notes what is wrong with a WasmPlugin; {@code namespace} plays no part. */
  public static void checkWasmPlugin(Field object, String namespace, Findings findings) {
    Field spec = object.get("spec");
    TargetRules.check(spec, findings);
    checkEnvironment(spec, findings);
  }

  /** Notes what is wrong with a TrafficExtension; {@code namespace} plays no part. */
  public static void checkTrafficExtension(Field object, String namespace, Findings findings) {
    Field spec = object.get("spec");
    TargetRules.check(spec, findings);
    if (!spec.has("wasm") && !spec.has("lua")) {
      findings.refuse(spec.get("wasm"), "the extension has no code", "Add wasm or lua");
    }
    checkEnvironment(spec.get("wasm"), findings);
  }

  private static void checkEnvironment(Field wasm, Findings findings) {
    for (Field variable : wasm.get("vmConfig").items("env")) {
      if (variable.text("valueFrom").equals("HOST") && variable.has("value")) {
        findings.refuse(
            variable.get("value"),
            "the value comes from the host (valueFrom: HOST), so none can be given",
            "Remove one of the two");
      }
    }
  }
}
