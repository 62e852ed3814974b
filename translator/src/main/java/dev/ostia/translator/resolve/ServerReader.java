package dev.ostia.translator.resolve;

import static com.google.common.base.Strings.nullToEmpty;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import io.fabric8.istio.api.api.networking.v1alpha3.Server;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettingsTLSmode;
import io.fabric8.istio.api.networking.v1.Gateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one server of a Gateway, and says what of it cannot be as its author may think. */
final class ServerReader {

  private final Consumer<Diagnostic> diagnostics;

  ServerReader(Consumer<Diagnostic> diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** The server; empty if it has to be left out. */
  Optional<BoundServer> read(ConfigObject<Gateway> gateway, int index, Server server) {
    if (server.getPort() == null || server.getPort().getNumber() == null) {
      return Optional.empty(); // validation says so already
    }
    String protocol = nullToEmpty(server.getPort().getProtocol()).toUpperCase(Locale.ROOT);
    ServerTLSSettings tls = server.getTls();
    Optional<ServerKind> kind = ServerKind.of(protocol, tls == null ? null : tls.getMode());
    if (kind.isEmpty()) {
      diagnostics.accept(
          ServerFamily.of(protocol).isEmpty()
              ? unknownProtocol(gateway, index, protocol)
              : istioMutual(gateway, index));
      return Optional.empty();
    }
    List<ServerHost> hosts = new ArrayList<>();
    for (String host : server.getHosts() == null ? List.<String>of() : server.getHosts()) {
      hosts.add(ServerHost.parse(host, gateway.key().namespace()));
    }
    BoundServer read =
        new BoundServer(
            gateway,
            index,
            nullToEmpty(server.getName()),
            server.getPort().getNumber().intValue(),
            nullToEmpty(server.getPort().getName()),
            protocol,
            kind.get(),
            List.copyOf(hosts),
            tls);
    checkTls(read, tls);
    return Optional.of(read);
  }

  private static Diagnostic unknownProtocol(
      ConfigObject<Gateway> gateway, int index, String protocol) {
    return Diagnostic.of(
        DiagnosticCode.NOT_HONOURED,
        gateway,
        "spec.servers[" + index + "].port.protocol",
        "there is no gateway protocol " + protocol + ", so the server is left out",
        "Use HTTP, HTTP2, GRPC, GRPC-WEB, HTTPS, TLS or TCP");
  }

  private static Diagnostic istioMutual(ConfigObject<Gateway> gateway, int index) {
    return Diagnostic.of(
        DiagnosticCode.NOT_HONOURED,
        gateway,
        "spec.servers[" + index + "].tls.mode",
        "ISTIO_MUTUAL uses certificates of a mesh, and there is no mesh, so the server is left out",
        "Use mode MUTUAL with a credentialName");
  }

  private void checkTls(BoundServer server, @Nullable ServerTLSSettings tls) {
    if (tls == null || server.family() != ServerFamily.TLS) {
      return;
    }
    if (Boolean.TRUE.equals(tls.getHttpsRedirect())) {
      report(
          server,
          ".tls.httpsRedirect",
          "only plain HTTP can be redirected to HTTPS, and this port speaks TLS",
          "Move it to the server of the HTTP port");
    }
    boolean passes = !server.kind().terminatesTls();
    String credential = certificateField(tls);
    if (tls.getMode() == null) {
      report(
          server,
          ".tls",
          "tls has no mode, which means PASSTHROUGH: TLS does not end at the gateway"
              + (credential.isEmpty() ? "" : ", and " + credential + " has no effect"),
          credential.isEmpty()
              ? "Write mode: PASSTHROUGH if that is meant, else SIMPLE with a credentialName"
              : "Most likely mode: SIMPLE is meant");
    } else if (passes && !credential.isEmpty()) {
      report(
          server,
          ".tls." + credential,
          "with mode " + tls.getMode() + " TLS does not end at the gateway, so it has no effect",
          "Remove it, or use mode " + ServerTLSSettingsTLSmode.SIMPLE);
    }
  }

  private static String certificateField(ServerTLSSettings tls) {
    if (!nullToEmpty(tls.getCredentialName()).isEmpty()) {
      return "credentialName";
    }
    if (tls.getCredentialNames() != null && !tls.getCredentialNames().isEmpty()) {
      return "credentialNames";
    }
    if (tls.getTlsCertificates() != null && !tls.getTlsCertificates().isEmpty()) {
      return "tlsCertificates";
    }
    return nullToEmpty(tls.getServerCertificate()).isEmpty() ? "" : "serverCertificate";
  }

  private void report(BoundServer server, String field, String message, String advice) {
    diagnostics.accept(
        Diagnostic.of(
            DiagnosticCode.NO_EFFECT, server.gateway(), server.path(field), message, advice));
  }
}
