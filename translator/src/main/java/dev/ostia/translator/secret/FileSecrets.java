package dev.ostia.translator.secret;

import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.Optional;

/**
 * Certificates in files of the gateway's own machine, as secrets that name the files. A listener
 * could name them itself, but Envoy refuses the whole listener if one file is missing; of a secret
 * it refuses that one, and it follows the changes of its files.
 */
public final class FileSecrets {

  private static final String CERTIFICATE = "file-cert:";
  private static final String AUTHORITIES = "file-root:";
  private static final String SEPARATOR = "~";

  private FileSecrets() {}

  /** The SDS name of a certificate with its key, as Istio makes it: {@code file-cert:cert~key}. */
  public static String certificate(String certificatePath, String keyPath) {
    return CERTIFICATE + escape(certificatePath) + SEPARATOR + escape(keyPath);
  }

  /**
   * The SDS name of certificate authorities: {@code file-root:path}.
   *
   * @param revocationPath the list of revoked certificates; empty for none
   */
  public static String authorities(String path, String revocationPath) {
    return AUTHORITIES
        + escape(path)
        + (revocationPath.isEmpty() ? "" : SEPARATOR + escape(revocationPath));
  }

  /** The secret of a name that was made here; empty for any other name. */
  static Optional<Secret> secret(String sdsName) {
    Secret.Builder secret = Secret.newBuilder().setName(sdsName);
    if (sdsName.startsWith(CERTIFICATE)) {
      String[] paths = paths(sdsName, CERTIFICATE);
      secret.getTlsCertificateBuilder().setCertificateChain(file(paths[0]));
      secret.getTlsCertificateBuilder().setPrivateKey(file(paths[paths.length - 1]));
      return Optional.of(secret.build());
    }
    if (sdsName.startsWith(AUTHORITIES)) {
      String[] paths = paths(sdsName, AUTHORITIES);
      CertificateValidationContext.Builder authorities = secret.getValidationContextBuilder();
      authorities.setTrustedCa(file(paths[0]));
      if (paths.length > 1) {
        authorities.setCrl(file(paths[1]));
      }
      return Optional.of(secret.build());
    }
    return Optional.empty();
  }

  private static String[] paths(String sdsName, String scheme) {
    String[] paths = sdsName.substring(scheme.length()).split(SEPARATOR, -1);
    for (int i = 0; i < paths.length; i++) {
      paths[i] = paths[i].replace("%7E", SEPARATOR).replace("%25", "%");
    }
    return paths;
  }

  private static String escape(String path) {
    return path.replace("%", "%25").replace(SEPARATOR, "%7E");
  }

  private static DataSource file(String path) {
    return DataSource.newBuilder().setFilename(path).build();
  }
}
