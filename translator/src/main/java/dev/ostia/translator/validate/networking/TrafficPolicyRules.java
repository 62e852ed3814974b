package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.Hosts;
import dev.ostia.translator.validate.syntax.IpSyntax;
import java.util.Set;

/** What Istio refuses in a traffic policy, of a host, a subset or a port. */
final class TrafficPolicyRules {

  private static final Set<String> PORT_PARTS =
      Set.of("outlierDetection", "connectionPool", "loadBalancer", "tls");
  private static final Set<String> TOP_PARTS = Set.of("tunnel", "proxyProtocol", "retryBudget");

  private TrafficPolicyRules() {}

  static void check(Field policy, String namespace, Findings findings) {
    if (policy.absent()) {
      return;
    }
    if (PORT_PARTS.stream().noneMatch(policy::has)
        && TOP_PARTS.stream().noneMatch(policy::has)
        && policy.size("portLevelSettings") == 0) {
      findings.refuse(
          policy,
          "the traffic policy is empty",
          "Remove it, or add loadBalancer, tls or another part");
      return;
    }
    if (policy.has("tunnel") && policy.has("proxyProtocol")) {
      findings.refuse(
          policy.get("proxyProtocol"), "tunnel and proxyProtocol cannot both be given", "Keep one");
      return;
    }
    checkParts(policy, namespace, findings);
    for (Field port : policy.items("portLevelSettings")) {
      checkPort(port, namespace, findings);
    }
    checkTunnel(policy.get("tunnel"), findings);
  }

  private static void checkPort(Field policy, String namespace, Findings findings) {
    if (!policy.has("port")) {
      findings.refuse(
          policy.get("port"),
          "the policy names no port",
          "Add port with the number of the Service");
    }
    if (PORT_PARTS.stream().noneMatch(policy::has)) {
      findings.refuse(
          policy, "the policy of the port is empty", "Add loadBalancer, tls or another part");
      return;
    }
    checkParts(policy, namespace, findings);
  }

  private static void checkParts(Field policy, String namespace, Findings findings) {
    checkOutliers(policy.get("outlierDetection"), findings);
    ConnectionPoolRules.check(policy.get("connectionPool"), findings);
    LoadBalancerRules.check(policy.get("loadBalancer"), findings);
    ClientTlsRules.check(policy.get("tls"), namespace, findings);
  }

  private static void checkOutliers(Field outliers, Findings findings) {
    CommonRules.duration(outliers.get("baseEjectionTime"), findings);
    CommonRules.duration(outliers.get("interval"), findings);
    if (outliers.number("consecutiveLocalOriginFailures") > 0
        && !outliers.flag("splitExternalLocalOriginErrors")) {
      findings.refuse(
          outliers.get("consecutiveLocalOriginFailures"),
          "local failures are counted apart only with splitExternalLocalOriginErrors",
          "Set splitExternalLocalOriginErrors: true");
    }
    CommonRules.percentage(outliers.get("maxEjectionPercent"), findings);
    CommonRules.percentage(outliers.get("minHealthPercent"), findings);
  }

  private static void checkTunnel(Field tunnel, Findings findings) {
    if (tunnel.absent()) {
      return;
    }
    Field protocol = tunnel.get("protocol");
    if (!Set.of("", "CONNECT", "POST").contains(protocol.text())) {
      findings.refuse(protocol, quote(protocol.text()) + " is neither CONNECT nor POST");
    }
    Field host = tunnel.get("targetHost");
    if (Hosts.faultOfName(host.text()) != null && !IpSyntax.isAddress(host.text())) {
      findings.refuse(host, quote(host.text()) + " is neither a host name nor an IP address");
    }
    CommonRules.port(tunnel.get("targetPort"), findings);
  }
}
