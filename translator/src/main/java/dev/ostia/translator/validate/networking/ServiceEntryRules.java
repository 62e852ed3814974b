package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.Hosts;
import dev.ostia.translator.validate.syntax.IpSyntax;
import dev.ostia.translator.validate.syntax.Names;
import dev.ostia.translator.validate.syntax.Protocols;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What Istio refuses in a ServiceEntry. */
public final class ServiceEntryRules {

  private ServiceEntryRules() {}

  /** Notes what is wrong. */
  public static void check(Field object, String namespace, Findings findings) {
    Field spec = object.get("spec");
    CommonRules.selector(spec.get("workloadSelector").get("labels"), findings);
    spec.items("hosts")
        .forEach(host -> CommonRules.refuseIf(Hosts.faultOfWildcard(host.text()), host, findings));
    checkAddresses(spec, findings);
    Set<String> ports = checkPorts(spec, findings);
    ResolutionRules.check(object, ports, findings);
    checkHostsByProtocol(spec, findings);
    ExportRules.check(spec.get("exportTo"), namespace, true, findings);
  }

  private static void checkAddresses(Field spec, Findings findings) {
    String resolution = spec.text("resolution");
    boolean blocksAllowed = Set.of("", "NONE", "STATIC").contains(resolution);
    for (Field address : spec.items("addresses")) {
      if (!IpSyntax.isAddressOrBlock(address.text())) {
        findings.refuse(
            address, quote(address.text()) + " is neither an IP address nor a block of them");
      }
      if (address.text().contains("/") && !blocksAllowed) {
        findings.refuse(
            address,
            "a block of addresses works with resolution NONE and STATIC only, not " + resolution,
            "List the addresses, or change the resolution");
      }
    }
  }

  private static Set<String> checkPorts(Field spec, Findings findings) {
    Set<String> names = new HashSet<>();
    Set<Long> numbers = new HashSet<>();
    for (Field port : spec.items("ports")) {
      names.add(port.text("name"));
      if (!numbers.add(port.number("number"))) {
        findings.refuse(
            port.get("number"),
            "another port has the number " + port.number("number"),
            "Give each port its own number");
      }
      CommonRules.optionalPort(port.get("targetPort"), findings);
      if (!Names.isDnsLabel(port.text("name"))) {
        findings.refuse(
            port.get("name"),
            quote(port.text("name")) + " is not a name of a port",
            "Use up to 63 letters, digits and inner -");
      }
      String protocol = port.text("protocol");
      if (!protocol.isEmpty() && !Protocols.isKnown(protocol)) {
        findings.refuse(
            port.get("protocol"),
            quote(protocol) + " is not a protocol",
            "Use HTTP, HTTPS, HTTP2, GRPC, GRPC-WEB, TLS, TCP, UDP, MONGO, REDIS or MYSQL");
      }
    }
    return names;
  }

  /** Plain TCP has nothing by which several hosts could be told apart. */
  private static void checkHostsByProtocol(Field spec, Findings findings) {
    if (spec.size("hosts") < 2 || List.of("", "NONE").contains(spec.text("resolution"))) {
      return;
    }
    for (Field port : spec.items("ports")) {
      String protocol = port.text("protocol");
      if (!Protocols.isHttp(protocol) && !Protocols.isTls(protocol)) {
        findings.refuse(
            port.get("protocol"),
            "several hosts cannot be told apart on a port that is neither HTTP nor TLS",
            "Make a ServiceEntry for each host, or set the protocol");
        return;
      }
    }
  }
}
