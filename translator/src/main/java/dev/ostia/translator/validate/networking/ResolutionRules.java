package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.Hosts;
import dev.ostia.translator.validate.syntax.IpSyntax;
import java.util.Locale;
import java.util.Set;

/** What goes with which {@code resolution} of a ServiceEntry. */
final class ResolutionRules {

  private static final Set<String> DYNAMIC_PROTOCOLS = Set.of("http", "tls", "grpc", "http2");
  private static final String WAYPOINT = "istio.io/use-waypoint";

  private ResolutionRules() {}

  static void check(Field object, Set<String> ports, Findings findings) {
    Field spec = object.get("spec");
    switch (spec.text("resolution")) {
      case "STATIC" -> {
        for (Field endpoint : spec.items("endpoints")) {
          WorkloadEntryRules.checkWorkload(endpoint, ports, false, findings);
        }
      }
      case "DNS" -> checkDns(spec, ports, findings);
      case "DNS_ROUND_ROBIN" -> {
        checkDns(spec, ports, findings);
        if (spec.size("endpoints") > 1) {
          findings.refuse(
              spec.get("endpoints"),
              "resolution DNS_ROUND_ROBIN has at most one endpoint",
              "Use resolution DNS for several");
        }
      }
      case "DYNAMIC_DNS" -> checkDynamic(object, findings);
      default -> checkNone(spec, findings);
    }
  }

  private static void checkNone(Field spec, Findings findings) {
    if (spec.has("endpoints")) {
      findings.refuse(
          spec.get("endpoints"),
          "resolution NONE sends to where the client wanted, so endpoints have no effect",
          "Set resolution to STATIC or DNS, or remove endpoints");
    }
  }

  private static void checkDns(Field spec, Set<String> ports, Findings findings) {
    if (spec.size("endpoints") == 0) {
      for (Field host : spec.items("hosts")) {
        if (Hosts.faultOfName(host.text()) != null) {
          findings.refuse(
              host,
              quote(host.text()) + " cannot be looked up in DNS, and there are no endpoints",
              "Use a host name without wildcard, or add endpoints");
          break;
        }
      }
    }
    for (Field endpoint : spec.items("endpoints")) {
      checkDnsEndpoint(endpoint, ports, findings);
    }
  }

  private static void checkDnsEndpoint(Field endpoint, Set<String> ports, Findings findings) {
    Field address = endpoint.get("address");
    if (!IpSyntax.isAddress(address.text()) && Hosts.faultOfName(address.text()) != null) {
      findings.refuse(address, quote(address.text()) + " is neither an IP address nor a host name");
    }
    CommonRules.labels(endpoint.get("labels"), findings);
    WorkloadEntryRules.checkPorts(endpoint, ports, findings);
  }

  private static void checkDynamic(Field object, Findings findings) {
    Field spec = object.get("spec");
    for (Field host : spec.items("hosts")) {
      if (!Hosts.isWildcard(host.text())) {
        findings.refuse(
            host,
            "resolution DYNAMIC_DNS is for wildcard hosts",
            "Use resolution DNS for this one");
      }
    }
    for (String name : new String[] {"addresses", "endpoints"}) {
      if (spec.size(name) > 0) {
        findings.refuse(
            spec.get(name),
            "resolution DYNAMIC_DNS finds the address by the host asked for, so "
                + name
                + " have no effect",
            "Remove them");
      }
    }
    for (Field port : spec.items("ports")) {
      if (!DYNAMIC_PROTOCOLS.contains(port.text("protocol").toLowerCase(Locale.ROOT))) {
        findings.refuse(
            port.get("protocol"),
            "resolution DYNAMIC_DNS works with HTTP, HTTP2, GRPC and TLS only");
      }
    }
    String waypoint = object.get("metadata").get("labels").text(WAYPOINT);
    boolean throughWaypoint = !waypoint.isEmpty() && !waypoint.equalsIgnoreCase("none");
    if (throughWaypoint && spec.text("location").equals("MESH_INTERNAL")) {
      findings.refuse(
          spec.get("location"), "MESH_INTERNAL with DYNAMIC_DNS does not work through a waypoint");
    }
  }
}
