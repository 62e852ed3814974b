package dev.ostia.cli.serve;

import dev.ostia.controlplane.xds.XdsOptions;
import dev.ostia.controlplane.xds.identity.Authentication;
import dev.ostia.controlplane.xds.tls.TlsFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that say how the xDS port is secured. */
public final class XdsSecurityOptions implements XdsSecurity {

  @Spec(Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--xds-cert",
      paramLabel = "FILE",
      description =
          "Serve xDS over TLS with this certificate (PEM, with those of intermediate authorities). "
              + "The files are followed: new connections get what they hold now.")
  private @Nullable Path certificate;

  @Option(
      names = "--xds-key",
      paramLabel = "FILE",
      description = "The private key of --xds-cert (PEM, PKCS #8).")
  private @Nullable Path key;

  @Option(
      names = "--xds-client-ca",
      paramLabel = "FILE",
      description =
          "Take only proxies with a certificate of these authorities (PEM). It says who they are:"
              + " spiffe://DOMAIN/ns/NS/sa/SA, or the DNS name SA.NS.")
  private @Nullable Path clientCa;

  @Option(
      names = "--xds-token-audience",
      paramLabel = "AUDIENCE",
      description =
          "Take proxies by the service-account token for this audience too, as --xds-token of"
              + " `ostia proxy` sends it. The API server of the cluster says whose it is"
              + " (TokenReview).")
  private @Nullable String tokenAudience;

  @Option(
      names = "--xds-insecure",
      description =
          "Serve xDS in plain text to other machines. Anyone who reaches the port can read the"
              + " configuration; Secrets are not served.")
  private boolean insecure;

  @Override
  public XdsOptions secure(XdsOptions options) {
    XdsOptions secured = options.withTls(files());
    if (secured.tls() == null && secured.authentication() == Authentication.NONE && !insecure) {
      String host = options.address().getHostString();
      throw wrong(
          """
          --xds-address %s can be reached from other machines, and xDS is not secured. Either
            give it certificates: --xds-cert, --xds-key and --xds-client-ca (`ostia certs` makes them),
            or stay on this machine: --xds-address 127.0.0.1:%d,
            or serve all but Secrets in plain text: --xds-insecure\
          """
              .formatted(host, options.address().getPort()));
    }
    return secured;
  }

  @Override
  public @Nullable String tokenAudience() {
    return tokenAudience;
  }

  private @Nullable TlsFiles files() {
    if (certificate != null && key != null) {
      if (insecure) {
        throw wrong("--xds-insecure is for xDS without TLS; leave it out, or --xds-cert");
      }
      return new TlsFiles(certificate, key, clientCa, tokenAudience != null);
    }
    if (certificate != null || key != null) {
      throw wrong("--xds-cert and --xds-key go together");
    }
    if (tokenAudience != null) {
      throw wrong("--xds-token-audience needs TLS: give --xds-cert and --xds-key too");
    }
    if (clientCa != null) {
      throw wrong("--xds-client-ca needs TLS: give --xds-cert and --xds-key too");
    }
    return null;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
