package dev.ostia.translator.validate.common;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import java.util.Set;

/** What a policy is for: {@code targetRef} and {@code targetRefs}. */
public final class TargetRules {

  private static final Set<String> TARGETS =
      Set.of(
          "/Service",
          "core/Service",
          "networking.istio.io/ServiceEntry",
          "gateway.networking.k8s.io/Gateway",
          "gateway.networking.k8s.io/GatewayClass");

  private TargetRules() {}

  /** Notes what is wrong with the targets of a policy. */
  public static void check(Field spec, Findings findings) {
    checkTarget(spec.get("targetRef"), findings);
    spec.items("targetRefs").forEach(target -> checkTarget(target, findings));
  }

  private static void checkTarget(Field target, Findings findings) {
    if (target.present() && !TARGETS.contains(target.text("group") + "/" + target.text("kind"))) {
      findings.refuse(
          target,
          "a policy cannot be attached to "
              + quote(target.text("kind"))
              + " of the group "
              + quote(target.text("group")),
          "Use Gateway of gateway.networking.k8s.io, ServiceEntry of networking.istio.io, or"
              + " Service");
    }
  }
}
