package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.HeaderSyntax;
import dev.ostia.translator.validate.syntax.Hosts;
import dev.ostia.translator.validate.syntax.IpSyntax;
import java.util.List;

/** What Istio refuses in a VirtualService. */
public final class VirtualServiceRules {

  private static final String MESH = "mesh";

  private VirtualServiceRules() {}

  /** Notes what is wrong. */
  public static void check(Field object, String namespace, Findings findings) {
    Field spec = object.get("spec");
    boolean delegate = spec.size("hosts") == 0;
    if (delegate) {
      checkDelegate(spec, findings);
    }
    boolean onGateway =
        spec.size("gateways") > 0
            && spec.items("gateways").stream().noneMatch(name -> name.text().equals(MESH));
    GatewayReferences.check(spec.get("gateways"), findings);
    if (!onGateway) {
      refuseClaims(spec, findings);
    }
    checkHosts(spec, onGateway, findings);
    if (spec.size("http") + spec.size("tls") + spec.size("tcp") == 0) {
      findings.refuse(
          spec.get("http"), "the VirtualService has no route", "Add one under http, tls or tcp");
    }
    spec.items("http").forEach(route -> HttpRouteRules.check(route, delegate, findings));
    spec.items("tls").forEach(route -> L4RouteRules.checkTls(route, spec, findings));
    spec.items("tcp").forEach(route -> L4RouteRules.checkTcp(route, findings));
    ExportRules.check(spec.get("exportTo"), namespace, false, findings);
  }

  private static void checkDelegate(Field spec, Findings findings) {
    for (String name : List.of("gateways", "tls", "tcp")) {
      if (spec.size(name) > 0) {
        findings.refuse(
            spec.get(name),
            "a VirtualService without hosts is one that others delegate to, and has no " + name,
            "Add hosts, or remove " + name);
      }
    }
  }

  private static void refuseClaims(Field spec, Findings findings) {
    for (Field route : spec.items("http")) {
      for (Field match : route.items("match")) {
        for (String name : List.of("headers", "withoutHeaders")) {
          for (Field header : match.entries(name)) {
            if (HeaderSyntax.isClaim(header.key())) {
              findings.refuse(
                  header,
                  "a claim of a JWT can be matched on gateways only, not in the mesh",
                  "Name the gateways in spec.gateways");
            }
          }
        }
      }
    }
  }

  private static void checkHosts(Field spec, boolean onGateway, Findings findings) {
    boolean sni =
        spec.items("tls").stream()
            .flatMap(route -> route.items("match").stream())
            .anyMatch(match -> match.size("sniHosts") > 0);
    boolean sound = true;
    List<Field> hosts = spec.items("hosts");
    for (Field host : hosts) {
      String text = host.text();
      String fault = onGateway ? Hosts.faultOfGatewayHost(text, sni) : Hosts.faultOfWildcard(text);
      if (fault != null && !IpSyntax.isAddress(text)) {
        findings.refuse(host, fault);
        sound = false;
      } else if (fault == null && !onGateway && text.equals("*")) {
        findings.refuse(
            host,
            "the host * is allowed on gateways only, and this VirtualService is for the mesh",
            "Name the gateways in spec.gateways, without mesh, or list the hosts");
        sound = false;
      }
    }
    if (sound) {
      checkOverlap(hosts, findings);
    }
  }

  private static void checkOverlap(List<Field> hosts, Findings findings) {
    for (int i = 0; i < hosts.size(); i++) {
      for (int j = i + 1; j < hosts.size(); j++) {
        String first = hosts.get(i).text();
        String second = hosts.get(j).text();
        if (Hosts.overlap(first, second)) {
          findings.refuse(
              hosts.get(j),
              first.equals(second)
                  ? "the host " + quote(second) + " is listed twice"
                  : "the hosts " + quote(first) + " and " + quote(second) + " overlap",
              "Keep the one that is meant");
        }
      }
    }
  }
}
