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

/** What Istio refuses in a Sidecar. */
public final class SidecarRules {

  private static final String UNIX = "unix://";

  private SidecarRules() {}

  /** Notes what is wrong; {@code namespace} plays no part. */
  public static void check(Field object, String namespace, Findings findings) {
    Field spec = object.get("spec");
    CommonRules.selector(spec.get("workloadSelector").get("labels"), findings);
    boolean empty =
        spec.size("egress") == 0
            && spec.size("ingress") == 0
            && !spec.has("outboundTrafficPolicy")
            && !spec.has("inboundConnectionPool");
    if (empty) {
      findings.refuse(spec, "the Sidecar says nothing", "Add egress, ingress or another part");
    }
    Set<Long> ports = new HashSet<>();
    for (Field listener : spec.items("ingress")) {
      SidecarIngressRules.check(listener, ports, findings);
    }
    ConnectionPoolRules.check(spec.get("inboundConnectionPool"), findings);
    checkEgress(spec.items("egress"), findings);
    checkOutbound(spec.get("outboundTrafficPolicy"), findings);
  }

  private static void checkEgress(List<Field> listeners, Findings findings) {
    Set<Object> taken = new HashSet<>();
    for (int i = 0; i < listeners.size(); i++) {
      Field listener = listeners.get(i);
      Field port = listener.get("port");
      if (port.absent() && i < listeners.size() - 1) {
        findings.refuse(
            port,
            "a listener without port catches all, so it must be the last",
            "Move it to the end");
      }
      if (port.present()) {
        checkPort(listener, findings);
        Object key = port.number("number") == 0 ? listener.text("bind") : port.number("number");
        if (!taken.add(key)) {
          findings.refuse(port.get("number"), "another listener has the same port or socket");
        }
      }
      if (listener.size("hosts") == 0) {
        findings.refuse(listener.get("hosts"), "the listener has no host", "Use '*/*' for all");
      }
      listener.items("hosts").forEach(host -> checkHost(host, findings));
    }
  }

  private static void checkPort(Field listener, Findings findings) {
    Field port = listener.get("port");
    checkCommonPort(port, findings);
    String bind = listener.text("bind");
    if (port.number("number") != 0) {
      CommonRules.port(port.get("number"), findings);
      checkBind(listener.get("bind"), findings);
      return;
    }
    String path = bind.startsWith(UNIX) ? bind.substring(UNIX.length()) : "";
    if (!path.startsWith("@") && (!path.startsWith("/") || path.endsWith("/"))) {
      findings.refuse(
          listener.get("bind"), "port 0 needs the absolute path of a unix socket to bind to");
    }
    if (listener.text("captureMode").equals("IPTABLES")) {
      findings.refuse(
          listener.get("captureMode"), "traffic to a unix socket cannot be captured by iptables");
    }
  }

  /** Notes what is wrong with a port, its number aside. */
  static void checkCommonPort(Field port, Findings findings) {
    if (port.number("targetPort") > 0) {
      findings.refuse(port.get("targetPort"), "targetPort has no effect in a Sidecar", "Remove it");
    }
    if (!port.text("name").isEmpty() && !Names.isDnsLabel(port.text("name"))) {
      findings.refuse(port.get("name"), quote(port.text("name")) + " is not a name of a port");
    }
    String protocol = port.text("protocol");
    if (!protocol.isEmpty() && !Protocols.isKnown(protocol)) {
      findings.refuse(port.get("protocol"), quote(protocol) + " is not a protocol");
    }
  }

  /** Notes a bind that is no IP address. */
  static void checkBind(Field bind, Findings findings) {
    if (!bind.text().isEmpty() && !IpSyntax.isAddress(bind.text())) {
      findings.refuse(bind, quote(bind.text()) + " is not an IP address to listen on");
    }
  }

  private static void checkHost(Field host, Findings findings) {
    String text = host.text();
    int slash = text.indexOf('/');
    if (slash < 0) {
      findings.refuse(host, quote(text) + " has no namespace", "Write it as namespace/host");
      return;
    }
    String namespace = text.substring(0, slash);
    String bare = namespace.startsWith("~") ? namespace.substring(1) : namespace;
    boolean known = Set.of("", "*", ".").contains(bare) || Names.isDnsLabel(bare);
    if (namespace.isEmpty() || !known) {
      findings.refuse(host, quote(namespace) + " before the slash is not a namespace");
    }
    String name = text.substring(slash + 1);
    if (!name.equals("*") && !name.contains(".")) {
      findings.refuse(host, quote(name) + " is a short name; a full one is needed");
    }
    CommonRules.refuseIf(Hosts.faultOfWildcard(name), host, findings);
    if (Hosts.isPartialWildcard(name)) {
      findings.refuse(host, quote(name) + " has a wildcard for a part of a label");
    }
  }

  private static void checkOutbound(Field policy, Findings findings) {
    Field proxy = policy.get("egressProxy");
    if (proxy.absent()) {
      return;
    }
    if (!policy.text("mode").equals("ALLOW_ANY")) {
      findings.refuse(proxy, "an egressProxy has effect with mode ALLOW_ANY only");
      return;
    }
    CommonRules.refuseIf(Hosts.faultOfName(proxy.text("host")), proxy.get("host"), findings);
    if (!proxy.has("port")) {
      findings.refuse(proxy.get("port"), "the egressProxy has no port");
      return;
    }
    DestinationRules.check(proxy, findings);
  }
}
