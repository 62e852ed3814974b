package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.Hosts;
import dev.ostia.translator.validate.syntax.IpSyntax;

/** What Istio refuses in the TLS and TCP routes of a VirtualService. */
final class L4RouteRules {

  private static final String MESH = "mesh";

  private L4RouteRules() {}

  static void checkTls(Field route, Field spec, Findings findings) {
    if (route.size("match") == 0) {
      findings.refuse(
          route.get("match"), "a TLS route needs a match", "Add one with the sniHosts to route");
    }
    for (Field match : route.items("match")) {
      if (match.size("sniHosts") == 0) {
        findings.refuse(match.get("sniHosts"), "the match has no SNI host");
      }
      match.items("sniHosts").forEach(host -> checkSni(host, spec, findings));
      checkMatch(match, findings);
    }
    checkDestinations(route, findings);
  }

  static void checkTcp(Field route, Findings findings) {
    route.items("match").forEach(match -> checkMatch(match, findings));
    checkDestinations(route, findings);
  }

  private static void checkDestinations(Field route, Findings findings) {
    if (route.size("route") == 0) {
      findings.refuse(
          route.get("route"), "the route leads nowhere", "Add a destination under route");
    }
    DestinationRules.checkWeighted(route.items("route"), route.get("route"), findings);
  }

  private static void checkMatch(Field match, Findings findings) {
    for (Field subnet : match.items("destinationSubnets")) {
      if (!IpSyntax.isAddressOrBlock(subnet.text())) {
        findings.refuse(
            subnet, quote(subnet.text()) + " is neither an IP address nor a block of them");
      }
    }
    CommonRules.optionalPort(match.get("port"), findings);
    CommonRules.labels(match.get("sourceLabels"), findings);
    GatewayReferences.check(match.get("gateways"), findings);
  }

  private static void checkSni(Field host, Field spec, Findings findings) {
    boolean mesh = spec.items("gateways").stream().anyMatch(name -> name.text().equals(MESH));
    String text = host.text();
    String fault = mesh ? Hosts.faultOfWildcard(text) : Hosts.faultOfGatewayHost(text, true);
    if (fault != null) {
      if (!IpSyntax.isAddress(text)) {
        findings.refuse(host, fault);
      }
      return;
    }
    boolean covered =
        spec.items("hosts").stream().anyMatch(outer -> Hosts.isSubset(text, outer.text()));
    if (!covered) {
      findings.refuse(
          host,
          "the SNI host " + quote(text) + " is not among the hosts of the VirtualService",
          "Add it to spec.hosts, or a wildcard that covers it");
    }
  }
}
