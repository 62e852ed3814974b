package dev.ostia.envoy.bootstrap;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.PathConfigSource;
import io.envoyproxy.envoy.config.core.v3.WatchedDirectory;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.GenericSecret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Small files that name the files for the connection to the control plane. Envoy reads what a
 * bootstrap names once; what such a file names it follows: it reads it again when something is
 * moved into its folder, as tools that replace certificates do.
 */
public final class XdsSecretFiles {

  private static final String CERTIFICATE = "xds-certificate";
  private static final String AUTHORITIES = "xds-authorities";
  private static final String TOKEN = "xds-token";

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer()
          .preservingProtoFieldNames()
          .usingTypeRegistry(
              JsonFormat.TypeRegistry.newBuilder().add(Secret.getDescriptor()).build());

  private XdsSecretFiles() {}

  /**
   * Writes the files; none holds a key or a token.
   *
   * @param folder is made if need be
   * @return the same settings, by way of these files
   * @throws IOException if the folder cannot be written
   */
  public static XdsTls write(XdsTls tls, Path folder) throws IOException {
    Files.createDirectories(folder);
    write(
        folder,
        Secret.newBuilder()
            .setName(AUTHORITIES)
            .setValidationContext(
                CertificateValidationContext.newBuilder()
                    .setTrustedCa(file(tls.ca()))
                    .setWatchedDirectory(folderOf(tls.ca())))
            .build());
    Path certificate = tls.certificate();
    Path key = tls.key();
    if (certificate != null && key != null) {
      write(
          folder,
          Secret.newBuilder()
              .setName(CERTIFICATE)
              .setTlsCertificate(
                  TlsCertificate.newBuilder()
                      .setCertificateChain(file(certificate))
                      .setPrivateKey(file(key))
                      .setWatchedDirectory(folderOf(certificate)))
              .build());
    }
    Path token = tls.token();
    if (token != null) {
      write(
          folder,
          Secret.newBuilder()
              .setName(TOKEN)
              .setGenericSecret(GenericSecret.newBuilder().setSecret(file(token)))
              .build());
    }
    return new XdsTls(tls.ca(), certificate, key, token, tls.serverName(), folder);
  }

  static SdsSecretConfig certificate(Path folder) {
    return config(folder, CERTIFICATE);
  }

  static SdsSecretConfig token(Path folder) {
    return config(folder, TOKEN);
  }

  static SdsSecretConfig authorities(Path folder) {
    return config(folder, AUTHORITIES);
  }

  private static SdsSecretConfig config(Path folder, String name) {
    return SdsSecretConfig.newBuilder()
        .setName(name)
        .setSdsConfig(
            ConfigSource.newBuilder()
                .setResourceApiVersion(ApiVersion.V3)
                .setPathConfigSource(
                    PathConfigSource.newBuilder().setPath(path(folder, name).toString())))
        .build();
  }

  private static Path path(Path folder, String name) {
    return folder.resolve(name + ".json").toAbsolutePath();
  }

  private static void write(Path folder, Secret secret) throws IOException {
    Files.writeString(path(folder, secret.getName()), text(secret));
  }

  private static String text(Secret secret) {
    try {
      return PRINTER.print(DiscoveryResponse.newBuilder().addResources(Any.pack(secret)).build());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the type of the secret is not in the registry", e);
    }
  }

  private static DataSource file(Path path) {
    return DataSource.newBuilder().setFilename(path.toAbsolutePath().toString()).build();
  }

  private static WatchedDirectory folderOf(Path file) {
    return WatchedDirectory.newBuilder()
        .setPath(String.valueOf(file.toAbsolutePath().getParent()))
        .build();
  }
}
