package dev.ostia.translator.cluster;

import dev.ostia.translator.cluster.feature.UpstreamTls;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.TlsDefaults;
import dev.ostia.translator.resolve.EffectiveRule;
import dev.ostia.translator.tls.CipherSuites;
import dev.ostia.translator.tls.EcdhCurves;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Names in the mesh's {@code tlsDefaults} that a cluster with TLS cannot give to Envoy. */
final class TlsDefaultsCheck {

  private TlsDefaultsCheck() {}

  static List<Diagnostic> of(ClusterInput input) {
    TlsDefaults defaults = input.mesh().gatewayDefaults().tls();
    EffectiveRule rule = input.rule();
    if (defaults.equals(TlsDefaults.NONE)
        || rule == null
        || !UpstreamTls.isTls(input.policy().tls())) {
      return List.of();
    }
    List<Diagnostic> found = new ArrayList<>();
    check(defaults.cipherSuites(), CipherSuites::isKnown, "cipherSuites", rule, found);
    check(defaults.ecdhCurves(), EcdhCurves::isKnown, "ecdhCurves", rule, found);
    return found;
  }

  private static void check(
      List<String> names,
      Predicate<String> isKnown,
      String field,
      EffectiveRule rule,
      List<Diagnostic> found) {
    for (String name : names) {
      if (!isKnown.test(name)) {
        found.add(
            Diagnostic.of(
                DiagnosticCode.NO_EFFECT,
                rule.rules().getFirst(),
                "",
                ("Envoy does not know %s of tlsDefaults.%s in the mesh configuration, so it is left"
                        + " out of the TLS to the backends")
                    .formatted(name, field),
                "Correct the name, or remove it"));
      }
    }
  }
}
