package dev.ostia.cli.certs;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Date;

/** What was made, and the commands that use it. */
final class Instructions {

  private static final int PORT = 15012;

  private final CertificateSet set;
  private final CertificateFolder folder;

  Instructions(CertificateSet set, CertificateFolder folder) {
    this.set = set;
    this.folder = folder;
  }

  void print(Date end, PrintWriter out) {
    out.println("made, valid until " + end.toInstant().atZone(ZoneOffset.UTC).toLocalDate() + ":");
    line(out, "ca", "the authority");
    line(out, "server", "the control plane, as " + String.join(", ", set.hosts()));
    for (ProxyName proxy : set.proxies()) {
      line(out, proxy.fileName(), "a gateway, as " + proxy.spiffeId(set.trustDomain()));
    }
    out.println();
    out.println("the control plane:");
    out.println(
        "  ostia control-plane -f config/ --xds-address %s --xds-cert %s --xds-key %s --xds-client-ca %s"
            .formatted(
                listen(),
                quoted(folder.certificate("server")),
                quoted(folder.key("server")),
                quoted(folder.certificate("ca"))));
    for (ProxyName proxy : set.proxies()) {
      out.println("a gateway in namespace " + proxy.namespace() + ":");
      out.println(
          "  ostia proxy --namespace %s --xds-address %s --xds-ca %s --xds-client-cert %s --xds-client-key %s"
              .formatted(
                  proxy.namespace(),
                  address(set.connectTo()),
                  quoted(folder.certificate("ca")),
                  quoted(folder.certificate(proxy.fileName())),
                  quoted(folder.key(proxy.fileName()))));
    }
    out.flush();
  }

  private void line(PrintWriter out, String name, String what) {
    out.println(
        "  %s, %s: %s".formatted(folder.certificate(name), folder.key(name).getFileName(), what));
  }

  /** Loopback is enough where gateways look for it there. */
  private String listen() {
    return set.connectTo().equals("127.0.0.1") ? address("127.0.0.1") : address("0.0.0.0");
  }

  private static String address(String host) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + PORT;
  }

  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[\\w./~@%+=:,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
