package dev.ostia.cli.proxy;

import dev.ostia.envoy.bootstrap.XdsTls;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how the connection to the control plane is secured. */
public final class XdsTlsOptions {

  @Option(
      names = "--xds-ca",
      paramLabel = "FILE",
      description =
          "Connect to the control plane over TLS; its certificate must be one of these authorities"
              + " (PEM).")
  private @Nullable Path ca;

  @Option(
      names = "--xds-client-cert",
      paramLabel = "FILE",
      description = "The gateway's own certificate (PEM), which tells the control plane who it is.")
  private @Nullable Path certificate;

  @Option(
      names = "--xds-client-key",
      paramLabel = "FILE",
      description = "The private key of --xds-client-cert (PEM).")
  private @Nullable Path key;

  @Option(
      names = "--xds-token",
      paramLabel = "FILE",
      description =
          "A service-account token, which tells the control plane who the gateway is, as a pod gets"
              + " it projected. Envoy follows the file.")
  private @Nullable Path token;

  @Option(
      names = "--xds-server-name",
      paramLabel = "NAME",
      description =
          "The name or IP address that the control plane's certificate must be for (default: that"
              + " of --xds-address).")
  private @Nullable String serverName;

  /**
   * These options as plain values; null for plain text.
   *
   * @throws IllegalArgumentException if they do not fit together
   */
  @Nullable XdsTls toXdsTls(String host) {
    if (ca == null) {
      if (certificate != null || key != null || token != null || serverName != null) {
        throw new IllegalArgumentException(
            "--xds-client-cert, --xds-client-key, --xds-token and --xds-server-name need TLS: give"
                + " --xds-ca too");
      }
      return null;
    }
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException("--xds-client-cert and --xds-client-key go together");
    }
    XdsTls tls = new XdsTls(ca, certificate, key, serverName == null ? host : serverName);
    return token == null ? tls : tls.withToken(token);
  }
}
