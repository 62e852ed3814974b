package dev.ostia.translator.listener.tls;

import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.secret.SecretNames;
import dev.ostia.translator.secret.SecretReference;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettings;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** The TLS settings of one server, and where what is found in them goes. */
final class TlsScope {

  private final BoundServer server;
  private final ServerTLSSettings tls;
  private final Consumer<Diagnostic> diagnostics;
  private final Set<SecretReference> secrets = new LinkedHashSet<>();
  private boolean refused;

  TlsScope(BoundServer server, ServerTLSSettings tls, Consumer<Diagnostic> diagnostics) {
    this.server = server;
    this.tls = tls;
    this.diagnostics = diagnostics;
  }

  ServerTLSSettings tls() {
    return tls;
  }

  /**
   * Makes Envoy ask for a secret.
   *
   * @param sdsName from {@link SecretNames}
   * @param field below {@code tls} that names it: {@code .credentialName}
   */
  SdsSecretConfig secret(String sdsName, String field) {
    secrets.add(new SecretReference(sdsName, server.gateway(), server.path(".tls" + field)));
    return SecretNames.config(sdsName);
  }

  /** The secrets asked for. */
  Set<SecretReference> secrets() {
    return secrets;
  }

  /** Reports something about a field below {@code tls}. */
  void report(DiagnosticCode code, String field, String message, String advice) {
    diagnostics.accept(
        Diagnostic.of(code, server.gateway(), server.path(".tls" + field), message, advice));
  }

  /** Reports a field that has no effect. */
  void noEffect(String field, String why) {
    report(DiagnosticCode.NO_EFFECT, field, why, "Remove the field, or expect no effect of it");
  }

  /** Reports a fault for which the server must not be reached, lest it be less safe than meant. */
  void refuse(String field, String message, String advice) {
    report(
        DiagnosticCode.SCHEMA_VALIDATION,
        field,
        message + ", so the server takes no connection",
        advice);
    refused = true;
  }

  boolean refused() {
    return refused;
  }
}
