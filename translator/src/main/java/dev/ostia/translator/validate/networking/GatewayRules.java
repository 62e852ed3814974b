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

/** What Istio refuses in a Gateway. */
public final class GatewayRules {

  private static final String UNIX = "unix://";

  private GatewayRules() {}

  /** Notes what is wrong; {@code namespace} plays no part. */
  public static void check(Field object, String namespace, Findings findings) {
    Field name = object.get("metadata").get("name");
    if (!Names.isDnsLabel(name.text())) {
      findings.refuse(
          name,
          quote(name.text()) + " is not a name of a Gateway, which has no dots",
          "Use up to 63 letters, digits and inner -");
    }
    List<Field> servers = object.get("spec").items("servers");
    if (servers.isEmpty()) {
      findings.refuse(
          object.get("spec").get("servers"),
          "the Gateway has no server",
          "Add one with a port and hosts");
    }
    servers.forEach(server -> checkServer(server, findings));
    checkPortNames(servers, findings);
  }

  private static void checkPortNames(List<Field> servers, Findings findings) {
    Set<String> names = new HashSet<>();
    for (Field server : servers) {
      Field name = server.get("port").get("name");
      if (server.has("port") && !names.add(name.text())) {
        findings.refuse(
            name,
            "another server of this Gateway has a port of the name " + quote(name.text()),
            "Give each port its own name");
      }
    }
  }

  private static void checkServer(Field server, Findings findings) {
    List<Field> hosts = server.items("hosts");
    if (hosts.isEmpty()) {
      findings.refuse(server.get("hosts"), "the server has no host", "Use '*' for all hosts");
    }
    hosts.forEach(host -> checkHost(host, findings));
    boolean portIsSound = checkPort(server, findings);
    checkBind(server, findings);
    ServerTlsRules.check(server.get("tls"), findings);
    if (portIsSound) {
      checkTlsFitsPort(server, findings);
    }
  }

  private static void checkHost(Field host, Findings findings) {
    String text = host.text();
    int slash = text.indexOf('/');
    if (slash >= 0) {
      String namespace = text.substring(0, slash);
      if (!namespace.equals("*") && !namespace.equals(".") && !Names.isDnsLabel(namespace)) {
        findings.refuse(
            host,
            quote(namespace) + " before the slash is not a namespace",
            "Use the name of a namespace, . for the Gateway's own, or * for all");
      }
    }
    checkHostName(host, text.substring(slash + 1), findings);
  }

  private static void checkHostName(Field host, String name, Findings findings) {
    if (name.isEmpty()) {
      findings.refuse(host, "the host is empty", "Use '*' for all hosts");
      return;
    }
    if (!name.equals("*") && name.indexOf('.') < 0) {
      findings.refuse(
          host,
          quote(name) + " is a short name; the host of a Gateway is a full one",
          "Write it as clients do, such as shop.example.com");
    }
    if (!IpSyntax.isAddress(name)) {
      CommonRules.refuseIf(Hosts.faultOfWildcard(name), host, findings);
    }
    if (Hosts.isPartialWildcard(name)) {
      findings.refuse(
          host,
          quote(name) + " has a wildcard for a part of a label",
          "Use *.example.com for all names below, or list the names");
    }
  }

  private static boolean checkPort(Field server, Findings findings) {
    Findings found = new Findings();
    Field port = server.get("port");
    if (!Protocols.isKnown(port.text("protocol"))) {
      found.refuse(
          port.get("protocol"),
          quote(port.text("protocol")) + " is not a protocol",
          "Use HTTP, HTTPS, HTTP2, GRPC, GRPC-WEB, TLS, TCP, MONGO, REDIS or MYSQL");
    }
    if (port.number("number") > 0 || !server.text("bind").startsWith(UNIX)) {
      CommonRules.port(port.get("number"), found);
    }
    if (port.number("targetPort") > 0) {
      found.refuse(
          port.get("targetPort"),
          "targetPort has no effect in a Gateway",
          "Remove it; the gateway's Service maps ports");
    }
    if (port.text("name").isEmpty()) {
      found.refuse(port.get("name"), "the port has no name");
    }
    found.all().forEach(findings::add);
    return found.none();
  }

  private static void checkBind(Field server, Findings findings) {
    Field bind = server.get("bind");
    String text = bind.text();
    if (text.startsWith(UNIX)) {
      String path = text.substring(UNIX.length());
      if (!path.startsWith("@") && (!path.startsWith("/") || path.endsWith("/"))) {
        findings.refuse(bind, quote(text) + " is not the absolute path of a socket");
      }
      if (server.get("port").number("number") != 0) {
        findings.refuse(
            server.get("port").get("number"), "a unix socket has no port", "Set the number to 0");
      }
    } else if (!text.isEmpty() && !IpSyntax.isAddress(text)) {
      findings.refuse(bind, quote(text) + " is not an IP address to listen on");
    }
  }

  private static void checkTlsFitsPort(Field server, Findings findings) {
    String protocol = server.get("port").text("protocol");
    Field tls = server.get("tls");
    if (Protocols.isTls(protocol)) {
      if (tls.absent()) {
        findings.refuse(
            tls,
            "a port of protocol " + protocol + " needs TLS settings",
            "Add tls with a mode and a credentialName");
      }
    } else if (tls.present() && !Protocols.isHttp(protocol)) {
      findings.refuse(
          tls,
          "a port of protocol " + protocol + " has no TLS settings",
          "Use protocol TLS or HTTPS, or remove tls");
    } else if (tls.present() && !ServerTlsRules.onlyRedirects(tls)) {
      findings.refuse(
          tls,
          "a port of protocol " + protocol + " is plain text, so only httpsRedirect works there",
          "Use protocol HTTPS, or remove the other TLS settings");
    }
  }
}
