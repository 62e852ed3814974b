package dev.ostia.cli.analyze.rule;

import static dev.ostia.translator.config.ModelLists.orEmpty;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.resolve.PortProtocol;
import dev.ostia.translator.tls.CipherSuites;
import io.fabric8.istio.api.api.networking.v1alpha3.Server;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettingsTLSProtocol;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettingsTLSmode;
import io.fabric8.istio.api.networking.v1.Gateway;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What Istio's validation takes of a Gateway and warns of. */
final class GatewayWarnings {

  private GatewayWarnings() {}

  static void check(ConfigObject<Gateway> gateway, List<Diagnostic> found) {
    List<Server> servers = orEmpty(gateway.resource().getSpec().getServers());
    Set<String> names = new HashSet<>();
    for (int i = 0; i < servers.size(); i++) {
      String field = "spec.servers[" + i + "]";
      String name = servers.get(i).getName();
      if (name != null && !name.isEmpty() && !names.add(name)) {
        found.add(
            SchemaWarnings.warning(
                gateway,
                field + ".name",
                "another server of the Gateway is called " + name,
                "Give each server a name of its own"));
      }
      ServerTLSSettings tls = servers.get(i).getTls();
      if (tls != null) {
        ofRedirect(gateway, field, servers.get(i), tls, found);
        ofSuites(gateway, field + ".tls.cipherSuites", orEmpty(tls.getCipherSuites()), found);
        ofCertificates(gateway, field + ".tls", tls, found);
        ofTls(gateway, field + ".tls", tls, found);
      }
    }
  }

  private static void ofTls(
      ConfigObject<Gateway> gateway, String field, ServerTLSSettings tls, List<Diagnostic> found) {
    ServerTLSSettingsTLSProtocol least = tls.getMinProtocolVersion();
    boolean old =
        least == ServerTLSSettingsTLSProtocol.TLSV1_0
            || least == ServerTLSSettingsTLSProtocol.TLSV1_1;
    if (old && orEmpty(tls.getCipherSuites()).isEmpty()) {
      found.add(
          SchemaWarnings.warning(
              gateway,
              field + ".minProtocolVersion",
              "the default cipher suites serve no client older than TLS 1.2",
              "Set cipherSuites that old clients have, or require TLSV1_2"));
    }
    if (tls.getMode() == null && hasCertificates(tls)) {
      found.add(
          SchemaWarnings.warning(
              gateway,
              field + ".mode",
              "without a mode TLS is passed through, and the certificate is not used",
              "Set mode: SIMPLE to serve the certificate"));
    }
  }

  private static void ofRedirect(
      ConfigObject<Gateway> gateway,
      String field,
      Server server,
      ServerTLSSettings tls,
      List<Diagnostic> found) {
    boolean http =
        server.getPort() == null || PortProtocol.parse(server.getPort().getProtocol()).isHttp();
    if (Boolean.TRUE.equals(tls.getHttpsRedirect()) && !http) {
      found.add(
          SchemaWarnings.warning(
              gateway,
              field + ".tls.httpsRedirect",
              "only a server of protocol HTTP redirects to HTTPS",
              "Set it on the server that takes plain HTTP"));
    }
  }

  private static void ofSuites(
      ConfigObject<Gateway> gateway, String field, List<String> suites, List<Diagnostic> found) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < suites.size(); i++) {
      String suite = suites.get(i);
      String problem =
          !CipherSuites.isKnown(suite)
              ? suite + " is no cipher suite that Envoy knows, so it is left out"
              : seen.add(suite) ? "" : suite + " is listed twice";
      if (!problem.isEmpty()) {
        found.add(
            SchemaWarnings.warning(
                gateway, field + "[" + i + "]", problem, "Correct it, or remove it"));
      }
    }
  }

  private static void ofCertificates(
      ConfigObject<Gateway> gateway, String field, ServerTLSSettings tls, List<Diagnostic> found) {
    ServerTLSSettingsTLSmode mode = tls.getMode();
    boolean passed =
        mode == ServerTLSSettingsTLSmode.PASSTHROUGH
            || mode == ServerTLSSettingsTLSmode.AUTO_PASSTHROUGH;
    if (passed && hasCertificates(tls)) {
      found.add(
          SchemaWarnings.warning(
              gateway,
              field + ".mode",
              "TLS is passed through in mode " + mode + ", and the certificates are not used",
              "Set mode: SIMPLE to serve them, or remove them"));
    }
    if (orEmpty(tls.getTlsCertificates()).size() > 2) {
      found.add(
          SchemaWarnings.warning(
              gateway,
              field + ".tlsCertificates[2]",
              "Istio serves two certificates, one of RSA and one of ECDSA",
              "Keep two"));
    }
  }

  private static boolean hasCertificates(ServerTLSSettings tls) {
    return Stream.of(
                tls.getCaCrl(),
                tls.getServerCertificate(),
                tls.getPrivateKey(),
                tls.getCaCertificates(),
                tls.getCredentialName())
            .anyMatch(text -> text != null && !text.isEmpty())
        || !orEmpty(tls.getTlsCertificates()).isEmpty()
        || !orEmpty(tls.getCredentialNames()).isEmpty();
  }
}
