package dev.ostia.translator.validate.security;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;

/** What Istio refuses in a PeerAuthentication. */
public final class PeerAuthenticationRules {

  private PeerAuthenticationRules() {}

  /** Notes what is wrong; {@code namespace} plays no part. */
  public static void check(Field object, String namespace, Findings findings) {
    Field spec = object.get("spec");
    if (spec.has("portLevelMtls") && spec.get("selector").size("matchLabels") == 0) {
      findings.refuse(
          spec.get("portLevelMtls"),
          "ports can be set apart for chosen workloads only, not for a namespace or the mesh",
          "Add a selector with matchLabels");
    }
  }
}
