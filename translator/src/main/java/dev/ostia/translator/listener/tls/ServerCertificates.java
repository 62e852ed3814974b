package dev.ostia.translator.listener.tls;

import static com.google.common.base.Strings.isNullOrEmpty;
import static dev.ostia.translator.config.ModelLists.orEmpty;

import dev.ostia.translator.secret.FileSecrets;
import dev.ostia.translator.secret.SecretNames;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettingsTLSCertificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The certificates that a server shows: from Secrets, or from files of the gateway. */
final class ServerCertificates {

  private static final String OF_AGENT = "sds://";

  private ServerCertificates() {}

  static void apply(TlsScope scope, CommonTlsContext.Builder context) {
    ServerTLSSettings tls = scope.tls();
    List<String> names = orEmpty(tls.getCredentialNames());
    List<ServerTLSSettingsTLSCertificate> pairs = orEmpty(tls.getTlsCertificates());
    if (!names.isEmpty()) {
      for (int i = 0; i < names.size(); i++) {
        ofSecret(names.get(i), ".credentialNames[" + i + "]", scope, context);
      }
    } else if (!isNullOrEmpty(tls.getCredentialName())) {
      ofSecret(tls.getCredentialName(), ".credentialName", scope, context);
    } else if (!pairs.isEmpty()) {
      for (int i = 0; i < pairs.size(); i++) {
        String field = ".tlsCertificates[" + i + "]";
        ofFiles(
            pairs.get(i).getServerCertificate(),
            pairs.get(i).getPrivateKey(),
            field,
            scope,
            context);
        if (!isNullOrEmpty(pairs.get(i).getCaCertificates())) {
          scope.noEffect(field + ".caCertificates", "a server has one set of CA certificates");
        }
      }
    } else {
      ofFiles(
          tls.getServerCertificate(), tls.getPrivateKey(), ".serverCertificate", scope, context);
    }
  }

  /** Whether the certificates are those of Secrets. */
  static boolean ofSecrets(ServerTLSSettings tls) {
    return !isNullOrEmpty(tls.getCredentialName()) || !orEmpty(tls.getCredentialNames()).isEmpty();
  }

  /** The credential that also has the authorities for clients, with its field. */
  static String firstCredential(ServerTLSSettings tls) {
    List<String> names = orEmpty(tls.getCredentialNames());
    return names.isEmpty() ? tls.getCredentialName() : names.getFirst();
  }

  private static void ofSecret(
      String credential, String field, TlsScope scope, CommonTlsContext.Builder context) {
    if (credential.startsWith(OF_AGENT)) {
      scope.refuse(
          field,
          "secrets of an SDS server beside the gateway are not supported",
          "Name a Secret of the gateway's namespace");
      return;
    }
    context.addTlsCertificateSdsSecretConfigs(scope.secret(SecretNames.of(credential), field));
  }

  private static void ofFiles(
      @Nullable String certificate,
      @Nullable String key,
      String field,
      TlsScope scope,
      CommonTlsContext.Builder context) {
    if (isNullOrEmpty(certificate) || isNullOrEmpty(key)) {
      scope.refuse(
          "",
          "there is no certificate with its key",
          "Add credentialName with the name of a Secret, or serverCertificate and privateKey");
      return;
    }
    context.addTlsCertificateSdsSecretConfigs(
        scope.secret(FileSecrets.certificate(certificate, key), field));
  }
}
