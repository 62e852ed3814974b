package dev.ostia.cli.analyze.rule;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import io.fabric8.istio.api.api.networking.v1alpha3.ClientTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ClientTLSSettingsTLSmode;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicyPortTrafficPolicy;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import java.util.ArrayList;
import java.util.List;

/**
 * TLS to a backend with nothing that says whose certificate is accepted (IST0128, and IST0129 for a
 * single port).
 */
final class UpstreamVerification implements Rule {

  @Override
  public List<Diagnostic> check(ConfigView view) {
    List<Diagnostic> found = new ArrayList<>();
    for (ConfigObject<DestinationRule> rule : view.destinationRules()) {
      TrafficPolicy policy = rule.resource().getSpec().getTrafficPolicy();
      if (policy != null) {
        check(
            rule,
            "spec.trafficPolicy.tls",
            policy.getTls(),
            DiagnosticCode.NO_VERIFICATION_OF_DESTINATION,
            found);
        List<TrafficPolicyPortTrafficPolicy> ports = policy.getPortLevelSettings();
        for (int i = 0; ports != null && i < ports.size(); i++) {
          check(
              rule,
              "spec.trafficPolicy.portLevelSettings[" + i + "].tls",
              ports.get(i).getTls(),
              DiagnosticCode.NO_VERIFICATION_OF_PORT,
              found);
        }
      }
    }
    return found;
  }

  private static void check(
      ConfigObject<DestinationRule> rule,
      String field,
      ClientTLSSettings tls,
      DiagnosticCode code,
      List<Diagnostic> found) {
    if (tls == null
        || (tls.getMode() != ClientTLSSettingsTLSmode.SIMPLE
            && tls.getMode() != ClientTLSSettingsTLSmode.MUTUAL)
        || isGiven(tls.getCaCertificates())
        || isGiven(tls.getCredentialName())
        || Boolean.TRUE.equals(tls.getInsecureSkipVerify())) {
      return;
    }
    found.add(
        Diagnostic.of(
            code,
            rule,
            field,
            "mode %s has no caCertificates, so it is not said whose certificate is accepted"
                .formatted(tls.getMode()),
            "Set caCertificates or credentialName"));
  }

  private static boolean isGiven(String value) {
    return value != null && !value.isEmpty();
  }
}
