package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.Protocols;
import java.util.List;
import java.util.Set;

/** What Istio refuses in a listener of a Sidecar for traffic that comes in. */
final class SidecarIngressRules {

  private static final String UNIX = "unix://";
  private static final Set<String> LOCAL = Set.of("", "127.0.0.1", "0.0.0.0", "[::1]", "[::]");

  private SidecarIngressRules() {}

  static void check(Field listener, Set<Long> ports, Findings findings) {
    Field port = listener.get("port");
    SidecarRules.checkCommonPort(port, findings);
    CommonRules.port(port.get("number"), findings);
    SidecarRules.checkBind(listener.get("bind"), findings);
    if (!ports.add(port.number("number"))) {
      findings.refuse(port.get("number"), "another listener has the same port");
    }
    checkEndpoint(listener.get("defaultEndpoint"), findings);
    if (listener.has("tls")) {
      checkTls(listener, findings);
    }
    ConnectionPoolRules.check(listener.get("connectionPool"), findings);
  }

  private static void checkEndpoint(Field endpoint, Findings findings) {
    String text = endpoint.text();
    if (text.isEmpty()) {
      return;
    }
    if (text.startsWith(UNIX)) {
      String path = text.substring(UNIX.length());
      if (!path.startsWith("@") && (!path.startsWith("/") || path.endsWith("/"))) {
        findings.refuse(endpoint, quote(text) + " is not the absolute path of a socket");
      }
      return;
    }
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    boolean sound =
        colon >= 0
            && LOCAL.contains(text.substring(0, colon))
            && port.matches("[1-9][0-9]{0,4}")
            && Integer.parseInt(port) <= 65535;
    if (!sound) {
      findings.refuse(
          endpoint,
          quote(text) + " is not an endpoint beside the sidecar",
          "Write 127.0.0.1:8080, 0.0.0.0:8080, [::1]:8080 or unix:///path");
    }
  }

  private static void checkTls(Field listener, Findings findings) {
    Field tls = listener.get("tls");
    for (String name : List.of("subjectAltNames", "credentialNames", "tlsCertificates")) {
      if (tls.size(name) > 0) {
        findings.refuse(tls.get(name), name + " is not supported in a Sidecar");
      }
    }
    if (tls.flag("httpsRedirect")) {
      findings.refuse(tls.get("httpsRedirect"), "httpsRedirect is not supported in a Sidecar");
    }
    if (!tls.text("credentialName").isEmpty()) {
      findings.refuse(tls.get("credentialName"), "credentialName is not supported in a Sidecar");
    }
    if (Set.of("ISTIO_MUTUAL", "AUTO_PASSTHROUGH").contains(tls.text("mode"))) {
      findings.refuse(tls.get("mode"), "mode " + tls.text("mode") + " is not for a Sidecar");
    }
    if (!Protocols.isTls(listener.get("port").text("protocol"))) {
      findings.refuse(tls, "TLS settings need a port of protocol HTTPS or TLS");
    }
    ServerTlsRules.check(tls, findings);
  }
}
