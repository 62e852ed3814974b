package dev.ostia.envoy.bootstrap;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a gateway secures the connection to its control plane. The files are PEM, on the machine that
 * Envoy runs on.
 *
 * @param ca the authorities that may have signed the control plane's certificate
 * @param certificate the gateway's own certificate, which says who it is; null for none
 * @param key its private key; null for none
 * @param token a file with a service-account token, by which the control plane is told who the
 *     gateway is; null for none
 * @param serverName the host name or IP address that the control plane's certificate must be for
 * @param secretFiles the folder of {@link XdsSecretFiles}, by which Envoy follows changes of the
 *     other files; null to have it read them once
 */
public record XdsTls(
    Path ca,
    @Nullable Path certificate,
    @Nullable Path key,
    @Nullable Path token,
    String serverName,
    @Nullable Path secretFiles) {

  /** Files that Envoy reads once. */
  public XdsTls(Path ca, @Nullable Path certificate, @Nullable Path key, String serverName) {
    this(ca, certificate, key, null, serverName, null);
  }

  /** The same with a token; Envoy can only follow it, by {@link XdsSecretFiles}. */
  public XdsTls withToken(Path file) {
    return new XdsTls(ca, certificate, key, file, serverName, secretFiles);
  }

  public XdsTls {
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException("a client certificate and its key go together");
    }
  }
}
